package io.openmeet.loadtest.target;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate for 127.0.0.1 that only its owner trusts. For tests. */
public final class SelfSigned {
  public static final String PASSWORD = "fixture";

  static final String OWNER = "owner";

  private SelfSigned() {}

  /**
   * Makes a key and its certificate with the JDK's keytool.
   *
   * @return a PKCS #12 store: the key store of a server, and the trust store of its clients
   */
  public static Path in(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("self-signed.p12");
    makeKey(store, "-alias", OWNER, "-ext", "SAN=IP:127.0.0.1", "-ext", "BC=ca:true");
    return store;
  }

  /**
   * Makes another key in that store, with a certificate that the store's owner signs.
   *
   * @param alias of the new key
   * @param options of keytool, such as {@code -ext}, {@code -startdate} and {@code -validity}
   */
  static void sign(Path store, String alias, String... options)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-alias", alias, "-signer", OWNER));
    all.addAll(List.of(options));
    makeKey(store, all.toArray(String[]::new));
  }

  private static void makeKey(Path store, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(List.of(options));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool ended with " + keytool.exitValue());
    }
  }
}
