package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses the JDK's real exceptions, because only they show which causes the JDK sets. */
@Timeout(20)
class NoAnswerTest {
  private static final char[] PASSWORD = SelfSigned.PASSWORD.toCharArray();

  private static Path store;

  /** All certificates have one issuer, which the client trusts. */
  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    store = SelfSigned.in(folder);
    String here = "SAN=IP:127.0.0.1";
    SelfSigned.sign(store, "expired", "-ext", here, "-startdate", "-9d", "-validity", "5");
    SelfSigned.sign(store, "early", "-ext", here, "-startdate", "+2d");
    SelfSigned.sign(store, "elsewhere", "-ext", "SAN=DNS:api.example");
    SelfSigned.sign(store, "nameless");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expired | but its certificate has expired (NotAfter: #); renew it at the target.",
        "early | but its certificate is not valid yet (NotBefore: #); correct this machine's clock, or give the target another certificate.",
        "elsewhere | but its certificate is for another name (No subject alternative names matching IP address 127.0.0.1 found); use one of its names in -DbaseUrl, or give the target a certificate for 127.0.0.1.",
        "nameless | but its certificate is for another name (No subject alternative names present); use one of its names in -DbaseUrl, or give the target a certificate for 127.0.0.1."
      })
  void saysWhatIsWrongWithACertificateOfATrustedIssuer(String alias, String sentence)
      throws Exception {
    assertEquals(
        sentence,
        refusal("127.0.0.1", alias, SelfSigned.OWNER).replaceAll("(Not[A-Z]\\w+): [^)]*", "$1: #"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"elsewhere", "nameless"})
  void saysTheSameForAHostWithAName(String alias) throws Exception {
    String refusal = refusal("localhost", alias, SelfSigned.OWNER);

    assertEquals(
        "but its certificate is for another name (#); use one of its names in -DbaseUrl, or give the target a certificate for localhost.",
        refusal.replaceAll("\\(No [^)]*localhost[^)]*\\)", "(#)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "elsewhere", SelfSigned.OWNER})
  void saysHowToTrustACertificateOfAnUnknownIssuer(String alias) throws Exception {
    assertEquals(
        "but its certificate is not trusted (PKIX path #); if you trust it, give the JVM a trust store with it or its issuer (-Djavax.net.ssl.trustStore=, -Djavax.net.ssl.trustStorePassword=); checks and load both use that store.",
        refusal("127.0.0.1", alias, "early").replaceAll("PKIX path [^)]*", "PKIX path #"));
  }

  /** The message when the server shows one key of the store and the client trusts a given one. */
  private static String refusal(String host, String shown, String known) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(shown)));
    server.start();
    try {
      URI url = URI.create("https://%s:%d".formatted(host, server.getAddress().getPort()));
      HttpClient client = HttpClient.newBuilder().sslContext(context(known)).build();
      IOException failure =
          assertThrows(
              SSLHandshakeException.class,
              () -> client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()));
      String sentence = NoAnswer.sentence(url, "an answer", failure);
      String before = url + ": expected an answer, ";
      assertEquals(before, sentence.substring(0, before.length()));
      return sentence.substring(before.length());
    } finally {
      server.stop(0);
    }
  }

  /** A context that shows that key and trusts its certificate. */
  private static SSLContext context(String alias) throws Exception {
    KeyStore one = KeyStore.getInstance(store.toFile(), PASSWORD);
    for (String other : Collections.list(one.aliases())) {
      if (!other.equals(alias)) {
        one.deleteEntry(other);
      }
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(one);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
