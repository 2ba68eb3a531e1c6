package io.openmeet.loadtest.target;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Properties;

/**
 * Checks the key stores that the JVM's settings name. With a key store that it cannot read, the JVM
 * creates no HTTP client, not even for plain HTTP; it treats a missing key store as an empty one.
 * Its messages name the key store in neither case. So this class checks them first.
 */
final class JvmKeyStores {
  private JvmKeyStores() {}

  /**
   * @param jvm its system properties
   * @throws ConfigurationException naming the property that is wrong
   */
  static void check(Properties jvm) {
    check(jvm, "javax.net.ssl.trustStore");
    check(jvm, "javax.net.ssl.keyStore");
  }

  private static void check(Properties jvm, String property) {
    String file = jvm.getProperty(property, "");
    // "NONE" and other providers use no file that could be checked.
    if (file.isEmpty() || file.equals("NONE") || jvm.containsKey(property + "Provider")) {
      return;
    }
    String setting = "-D%s=%s".formatted(property, file);
    if (!Files.isRegularFile(Path.of(file))) {
      throw new ConfigurationException(
          "%s: expected a key store, but there is no such file; correct the path, or leave it out."
              .formatted(setting));
    }
    String type = jvm.getProperty(property + "Type", KeyStore.getDefaultType());
    try {
      if (!holdsCertificates(read(file, type, jvm.getProperty(property + "Password", "")))) {
        throw new ConfigurationException(
            "%s: expected certificates, but found none that can be read; add certificates, or set the store's password (-D%sPassword=)."
                .formatted(setting, property));
      }
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new ConfigurationException(
          unreadable.getCause() instanceof UnrecoverableKeyException
              ? "-D%sPassword: expected the password of %s, but this one does not open it (%s); correct it."
                  .formatted(property, file, unreadable.getMessage())
              : "%s: expected a key store of the type %s, but the file is not one (%s); correct the path, or set its type (-D%sType=)."
                  .formatted(setting, type, unreadable.getMessage(), property),
          unreadable);
    }
  }

  /** As the JVM does: without a password it reads only what is not encrypted. */
  private static KeyStore read(String file, String type, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, password.isEmpty() ? null : password.toCharArray());
    }
    return store;
  }

  private static boolean holdsCertificates(KeyStore store) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.getCertificate(alias) != null) {
        return true;
      }
    }
    return false;
  }
}
