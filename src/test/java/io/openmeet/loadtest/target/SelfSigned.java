package io.openmeet.loadtest.target;

import java.io.IOException;
import java.nio.file.Path;

/** A certificate for 127.0.0.1 that nobody but its owner trusts. For tests. */
public final class SelfSigned {
  public static final String PASSWORD = "fixture";

  private SelfSigned() {}

  /**
   * Makes a key and its certificate with the JDK's keytool.
   *
   * @return a PKCS #12 store that serves a server, and as a trust store its clients
   */
  public static Path in(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("self-signed.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool ended with " + keytool.exitValue());
    }
    return store;
  }
}
