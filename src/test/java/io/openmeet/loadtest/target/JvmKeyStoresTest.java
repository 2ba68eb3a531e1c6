package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmKeyStoresTest {
  @TempDir static Path folder;

  private final Properties jvm = new Properties();

  @BeforeAll
  static void makeStores() throws Exception {
    SelfSigned.in(folder);
    Files.writeString(folder.resolve("notes.txt"), "The password is on the wall.");
  }

  @Test
  void acceptsAJvmWithoutKeyStores() {
    assertDoesNotThrow(() -> JvmKeyStores.check(jvm));
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustStore", "keyStore"})
  void acceptsAStoreThatItsPasswordOpens(String kind) {
    set(kind, "self-signed.p12", SelfSigned.PASSWORD, "pkcs12");
    assertDoesNotThrow(() -> JvmKeyStores.check(jvm));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trustStore | none.p12 | fixture | pkcs12 | -Djavax.net.ssl.trustStore=%s: expected a key store, but there is no such file; correct the path, or leave it out.",
        "keyStore | none.p12 | fixture | pkcs12 | -Djavax.net.ssl.keyStore=%s: expected a key store, but there is no such file; correct the path, or leave it out.",
        "trustStore | self-signed.p12 | wrong | pkcs12 | -Djavax.net.ssl.trustStorePassword: expected the password of %s, but this one does not open it (keystore password was incorrect); correct it.",
        "keyStore | self-signed.p12 | wrong | pkcs12 | -Djavax.net.ssl.keyStorePassword: expected the password of %s, but this one does not open it (keystore password was incorrect); correct it.",
        "trustStore | self-signed.p12 | '' | pkcs12 | -Djavax.net.ssl.trustStore=%s: expected certificates, but found none that can be read; add certificates, or set the store's password (-Djavax.net.ssl.trustStorePassword=).",
        "trustStore | notes.txt | fixture | jks | -Djavax.net.ssl.trustStore=%s: expected a key store of the type jks, but the file is not one (Invalid keystore format); correct the path, or set its type (-Djavax.net.ssl.trustStoreType=).",
        "trustStore | self-signed.p12 | fixture | pem | -Djavax.net.ssl.trustStore=%s: expected a key store of the type pem, but the file is not one (pem not found); correct the path, or set its type (-Djavax.net.ssl.trustStoreType=)."
      })
  void namesThePropertyThatIsWrong(
      String kind, String file, String password, String type, String sentence) {
    set(kind, file, password, type);
    assertEquals(
        sentence.formatted(folder.resolve(file)),
        assertThrows(ConfigurationException.class, () -> JvmKeyStores.check(jvm)).getMessage());
  }

  private void set(String kind, String file, String password, String type) {
    String property = "javax.net.ssl." + kind;
    jvm.setProperty(property, folder.resolve(file).toString());
    jvm.setProperty(property + "Password", password);
    jvm.setProperty(property + "Type", type);
  }
}
