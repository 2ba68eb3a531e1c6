package io.openmeet.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every user in feeders/users.csv has an account, however the file was written. */
class FeederIT {
  @TempDir Path folder;

  private RunningApi start(String users) throws IOException {
    Path feeders = Files.createDirectories(folder.resolve("classes/feeders"));
    Files.writeString(feeders.resolve("users.csv"), users);
    return RunningApi.tryStartWith(feeders.getParent());
  }

  private static String shipped() throws IOException {
    try (InputStream users =
        FeederIT.class.getClassLoader().getResourceAsStream("feeders/users.csv")) {
      return new String(users.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String withAnotherFirst(String line) throws IOException {
    return shipped().replaceFirst("\n", "\n" + line.replace("\\", "\\\\") + "\n");
  }

  @Test
  void aFileWithAByteOrderMarkAndQuotedPasswordsIsRead() throws IOException {
    String users = "\uFEFF" + withAnotherFirst("Ana@New.example,\"pa\\ss\"\"-,0001\",Ana,New");

    try (RunningApi api = start(users)) {
      assertTrue(api.isReady(), api.handshake()::toString);
      assertEquals(200, api.client().login("Ana@New.example", "pa\\ss\"-,0001").status());
    }
  }

  @Test
  void aDuplicateAddressIsRefused() throws IOException {
    String address = shipped().lines().skip(2).findFirst().orElseThrow().split(",")[0];
    String users = withAnotherFirst(address + ",secret-123,Ana,New");

    assertEquals(
        "feeders/users.csv lines 2 and 4, column email: expected different values, found \"%s\" in both; give each line its own."
            .formatted(address),
        start(users).handshake().path("message").asText());
  }
}
