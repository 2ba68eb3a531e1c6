package io.openmeet.reference.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Makes invalid access tokens from a valid one. For tests. */
final class ForgedTokens {
  private ForgedTokens() {}

  static List<String> of(String token) {
    String[] parts = token.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = encode(claims.replaceFirst("\"org\":\"[^\"]+\"", "\"org\":\"FUZZ\""));
    String late = encode(claims.replaceFirst("\"exp\":\\d+", "\"exp\":99999999999"));
    String none = encode("{\"alg\":\"none\"}");
    return List.of(
        parts[0] + "." + other + "." + parts[2],
        parts[0] + "." + late + "." + parts[2],
        none + "." + parts[1] + ".",
        none + "." + parts[1],
        encode("{\"alg\":\"HS512\"}") + "." + parts[1] + "." + parts[2],
        encode("{\"alg\":\"RS256\",\"jwk\":{}}") + "." + parts[1] + "." + parts[2],
        encode("{\"alg\":\"HS256\",\"kid\":\"../../x\"}") + "." + parts[1] + "." + parts[2],
        parts[0] + "." + parts[1] + "." + "A".repeat(43),
        parts[0] + "..",
        "..",
        "",
        "FUZZ",
        "x".repeat(3_000));
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
