package io.openmeet.reference.client;

import io.openmeet.reference.http.Representation;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the client, read once. Only these are served, so no path leads to another file.
 *
 * <p>Their addresses have a version that changes with any of them, so a browser may keep them for
 * ever. Only the first page, which names them, is asked for each time.
 */
final class ClientFiles {
  private static final String FOLDER = "/reference/client/";
  private static final List<String> NAMES =
      List.of(
          "api.js",
          "dom.js",
          "header.js",
          "icon.svg",
          "live.js",
          "login.js",
          "main.js",
          "meeting.js",
          "meetings.js",
          "rows.js",
          "search.js",
          "session.js",
          "style.css",
          "upload.js",
          "virtual-list.js",
          "vitals.js",
          "web-vitals/web-vitals.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  /**
   * A file that can be sent.
   *
   * @param type its media type
   */
  record File(Representation content, String type) {}

  private final Map<String, File> files = new HashMap<>();
  private final String version;
  private final Representation firstPage;

  /**
   * @param tuning named in the first page, from which the client reads what to do
   */
  ClientFiles(String tuning) {
    MessageDigest all = sha256();
    for (String path : NAMES) {
      byte[] bytes = read(path);
      all.update(bytes);
      String name = path.substring(path.lastIndexOf('/') + 1);
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      files.put(name, new File(Representation.of(Buffer.buffer(bytes)), type));
    }
    version = HexFormat.of().formatHex(all.digest(), 0, 6);
    String page =
        new String(read("index.html"), StandardCharsets.UTF_8)
            .replace("{version}", version)
            .replace("{tuning}", tuning);
    firstPage = Representation.of(Buffer.buffer(page));
  }

  /** Empty for another version than this one, and for an unknown name. */
  Optional<File> find(String ofVersion, String name) {
    return version.equals(ofVersion) ? Optional.ofNullable(files.get(name)) : Optional.empty();
  }

  /** The document that loads the client. */
  Representation firstPage() {
    return firstPage;
  }

  private static byte[] read(String name) {
    try (InputStream in = ClientFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new IllegalStateException(FOLDER + name + " cannot be read", unreadable);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
