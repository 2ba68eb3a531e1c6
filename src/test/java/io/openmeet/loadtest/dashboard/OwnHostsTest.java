package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnHostsTest {
  private final OwnHosts hosts = new OwnHosts(Optional.empty(), List.of());

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
  void addressesAndTheMachinesOwnNamesAreFine(String host) {
    assertTrue(hosts.areMeantBy(host));
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
  void aForeignNameIsNot(String host) {
    assertFalse(hosts.areMeantBy(host));
  }

  @Test
  void theNameThatWasAskedForIs() {
    OwnHosts asked = new OwnHosts(Optional.of("Injector-1.lan"), List.of());
    assertTrue(asked.areMeantBy("injector-1.lan:80"));
  }

  /** Compose and Kubernetes address a container by the name of its service. */
  @Test
  void theNamesThatWereAllowedAreAndNoOthers() {
    OwnHosts allowing = new OwnHosts(Optional.of("0.0.0.0"), List.of("Loadtest", "injector.svc"));
    assertTrue(allowing.areMeantBy("loadtest:9464"));
    assertTrue(allowing.areMeantBy("injector.svc:9464"));
    assertFalse(allowing.areMeantBy("svc:9464"));
  }
}
