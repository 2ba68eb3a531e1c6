package io.openmeet.reference.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes hostile bodies: JSON that no honest client sends, or almost JSON. For tests. */
final class HostileJson {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e999999999",
          "-1e-999999999",
          "99999999999999999999",
          "\"\"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\uffff\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "\"' OR 1=1 --\"",
          "\"<script>FUZZ</script>\"",
          "\"${jndi:ldap://x}\"",
          "\"2030-01-01T00:00:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"\u202eFUZZ\"",
          "\"2030-02-30T00:00:00Z\"",
          "\"a@b\"",
          "\"../../etc/passwd\"",
          "NaN",
          "Infinity",
          "'x'",
          "0x10",
          "01",
          "\"\\x\"",
          "\"unclosed");

  private static final List<String> FIELDS =
      List.of(
          "title",
          "type",
          "startsAt",
          "durationMinutes",
          "status",
          "email",
          "password",
          "name",
          "organisation",
          "refreshToken",
          "id",
          "organisationId",
          "__proto__",
          "FUZZ",
          "");

  /** Invalid UTF-8: overlong forms, surrogates, and bytes that no character begins with. */
  private static final List<byte[]> NO_TEXT =
      List.of(
          new byte[] {(byte) 0xc0, (byte) 0xaf},
          new byte[] {(byte) 0xff},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {(byte) 0xf8, 0});

  private final Random random;

  HostileJson(Random random) {
    this.random = random;
  }

  byte[] next() {
    StringBuilder json = new StringBuilder("{");
    for (int i = random.nextInt(7); i >= 0; i--) {
      json.append('"').append(pick(FIELDS)).append("\":").append(pick(VALUES)).append(',');
    }
    json.setCharAt(json.length() - 1, '}');
    String text =
        switch (random.nextInt(9)) {
          case 0 -> json.substring(0, random.nextInt(json.length()));
          case 1 -> "[".repeat(random.nextInt(20_000));
          case 2 -> "{\"title\":".repeat(random.nextInt(3_000));
          case 3 -> json + json.toString();
          case 4 -> "{\"durationMinutes\":" + "9".repeat(random.nextInt(30_000)) + "}";
          default -> json.toString();
        };
    byte[] bytes = text.getBytes(charset());
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      byte[] odd = pick(NO_TEXT);
      int at = random.nextInt(bytes.length);
      System.arraycopy(odd, 0, bytes, at, Math.min(bytes.length - at, odd.length));
    }
    return bytes;
  }

  private Charset charset() {
    return switch (random.nextInt(8)) {
      case 0 -> StandardCharsets.UTF_16;
      case 1 -> StandardCharsets.UTF_16LE;
      case 2 -> StandardCharsets.ISO_8859_1;
      default -> StandardCharsets.UTF_8;
    };
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
