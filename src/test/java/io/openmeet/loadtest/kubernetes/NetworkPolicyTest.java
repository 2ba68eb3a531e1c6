package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkPolicyTest {
  private static final Manifests BASE = Manifests.ofBase();

  /** A policy without rules that selects all pods forbids what no other policy allows. */
  @Test
  void everythingIsForbiddenFirst() {
    NetworkPolicy nothing = BASE.one(NetworkPolicy.class, "nothing"::equals);

    assertEquals(Set.of("Ingress", "Egress"), Set.copyOf(nothing.getSpec().getPolicyTypes()));
    assertTrue(isEverything(nothing.getSpec().getPodSelector()));
    assertEquals(List.of(), nothing.getSpec().getIngress());
    assertEquals(List.of(), nothing.getSpec().getEgress());
  }

  @Test
  void injectorsReachOnlyTheTargetAndDns() {
    NetworkPolicy policy = BASE.one(NetworkPolicy.class, "injectors-to-target"::equals);

    assertEquals(2, BASE.all(NetworkPolicy.class).size());
    assertEquals(List.of("Egress"), policy.getSpec().getPolicyTypes());
    assertEquals(List.of(), policy.getSpec().getIngress());
    List<NetworkPolicyEgressRule> rules = policy.getSpec().getEgress();
    assertEquals(
        List.of(List.of("TCP 8080"), List.of("UDP 53", "TCP 53")),
        rules.stream().map(NetworkPolicyTest::ports).toList());
    assertPeer("openmeet", Map.of("app.kubernetes.io/name", "openmeet-api"), rules.get(0));
    assertPeer("kube-system", Map.of("k8s-app", "kube-dns"), rules.get(1));
  }

  @Test
  void thePolicySelectsTheInjectors() {
    NetworkPolicy policy = BASE.one(NetworkPolicy.class, "injectors-to-target"::equals);
    Map<String, String> selected = policy.getSpec().getPodSelector().getMatchLabels();

    assertEquals(selected, BASE.injectors().getSpec().getTemplate().getMetadata().getLabels());
    assertTrue(
        !BASE.merge().getSpec().getTemplate().getMetadata().getLabels().equals(selected),
        "the merge needs no network");
  }

  /** The properties name the host and the port that the policy opens. */
  @Test
  void thePolicyOpensTheTargetOfTheProperties() {
    List<String> options = Manifests.text(Manifests.BASE.resolve("run.options")).lines().toList();
    String host = "openmeet-api.openmeet.svc.cluster.local";

    assertTrue(options.contains("-DbaseUrl=http://" + host + ":8080"), options.toString());
    assertTrue(options.contains("-DallowTarget=" + host), options.toString());
  }

  private static boolean isEverything(LabelSelector selector) {
    return selector.getMatchLabels().isEmpty() && selector.getMatchExpressions().isEmpty();
  }

  private static List<String> ports(NetworkPolicyEgressRule rule) {
    return rule.getPorts().stream()
        .map(port -> port.getProtocol() + " " + port.getPort().getIntVal())
        .toList();
  }

  /** One peer, in one namespace. Two peers, or one without pods, would open more. */
  private static void assertPeer(
      String namespace, Map<String, String> pods, NetworkPolicyEgressRule rule) {
    assertEquals(1, rule.getTo().size());
    NetworkPolicyPeer peer = rule.getTo().get(0);
    assertNull(peer.getIpBlock());
    assertEquals(
        Map.of("kubernetes.io/metadata.name", namespace),
        peer.getNamespaceSelector().getMatchLabels());
    assertEquals(pods, peer.getPodSelector().getMatchLabels());
  }
}
