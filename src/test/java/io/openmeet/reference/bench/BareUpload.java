package io.openmeet.reference.bench;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Receives a recording without keeping it; the load tests check the digest of its bytes. */
final class BareUpload {
  private BareUpload() {}

  static void receive(HttpServerRequest request) {
    JsonObject answer = new JsonObject().put("id", UUID.randomUUID().toString());
    request.setExpectMultipart(true);
    request.uploadHandler(
        upload -> {
          MessageDigest digest = sha256();
          upload.handler(bytes -> digest.update(bytes.getBytes()));
          upload.endHandler(
              end ->
                  answer
                      .put("fileName", upload.filename())
                      .put("sha256", HexFormat.of().formatHex(digest.digest())));
        });
    request.endHandler(
        end ->
            BareServer.answer(
                request,
                201,
                answer.put("category", request.getFormAttribute("category")).toBuffer()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
