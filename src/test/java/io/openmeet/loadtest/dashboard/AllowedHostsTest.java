package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private final AllowedHosts hosts = new AllowedHosts(Optional.empty(), List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9464",
        "127.0.0.1:9464",
        "10.1.2.3",
        "[::1]:9464",
        "host.docker.internal:9464"
      })
  void allowsAddressesAndTheMachinesOwnNames(String host) {
    assertTrue(hosts.allows(host));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:9464",
        "127.0.0.1.evil.example",
        "localhost.evil.example:9464",
        "localhost@evil.example",
        "[evil.example]"
      })
  void refusesForeignNames(String host) {
    assertFalse(hosts.allows(host));
  }

  @Test
  void allowsTheNameThatTheUserListensOn() {
    AllowedHosts named = new AllowedHosts(Optional.of("Injector-1.lan"), List.of());
    assertTrue(named.allows("injector-1.lan:80"));
  }

  /** Compose and Kubernetes address a container by the name of its service. */
  @Test
  void allowsTheNamesOfTheSettingAndNoOthers() {
    AllowedHosts more =
        new AllowedHosts(Optional.of("0.0.0.0"), List.of("Loadtest", "injector.svc"));
    assertTrue(more.allows("loadtest:9464"));
    assertTrue(more.allows("injector.svc:9464"));
    assertFalse(more.allows("svc:9464"));
  }
}
