package io.openmeet.loadtest.target;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a target gave no answer, and how to fix it; each cause has another fix. */
final class NoAnswer {

  /**
   * How the JDK's messages begin; it has no exception class for a certificate with another name.
   */
  private static final List<String> NAME_MISMATCHES =
      List.of("No subject alternative", "No name matching");

  private NoAnswer() {}

  /**
   * @param expected what was expected of the target, such as "200 from GET /health"
   */
  static String sentence(URI baseUrl, String expected, IOException failure) {
    return "%s: expected %s%s".formatted(baseUrl, expected, cause(baseUrl, failure));
  }

  private static String cause(URI baseUrl, IOException failure) {
    if (!(failure instanceof SSLException)) {
      return ", but it cannot be reached (%s); start the target, or correct -DbaseUrl."
          .formatted(reason(failure));
    }
    Optional<CertificateException> refused = certificateProblem(failure);
    if (refused.isEmpty()) {
      return " over TLS, but the TLS connection failed (%s); correct the port or the scheme of -DbaseUrl."
          .formatted(reason(failure));
    }
    String found = refused.get().getMessage();
    if (refused.get() instanceof CertificateExpiredException) {
      return ", but its certificate has expired (%s); renew it at the target.".formatted(found);
    }
    if (refused.get() instanceof CertificateNotYetValidException) {
      return ", but its certificate is not valid yet (%s); correct this machine's clock, or give the target another certificate."
          .formatted(found);
    }
    if (NAME_MISMATCHES.stream().anyMatch(found::startsWith)) {
      return ", but its certificate is for another name (%s); use one of its names in -DbaseUrl, or give the target a certificate for %s."
          .formatted(found, baseUrl.getHost());
    }
    return ", but its certificate is not trusted (%s); if you trust it, give the JVM a trust store with it or its issuer (-Djavax.net.ssl.trustStore=, -Djavax.net.ssl.trustStorePassword=); checks and load both use that store."
        .formatted(reason(failure));
  }

  /** What is wrong with the certificate: the innermost cause, because the others only wrap it. */
  private static Optional<CertificateException> certificateProblem(IOException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(CertificateException.class::isInstance)
        .map(CertificateException.class::cast)
        .reduce((outer, inner) -> inner);
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null ? "connection refused or broken" : failure.getMessage();
  }
}
