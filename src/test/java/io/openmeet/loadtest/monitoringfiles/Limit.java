package io.openmeet.loadtest.monitoringfiles;

import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.Unit;
import java.math.BigDecimal;

/**
 * A service level's limit in Prometheus's units: seconds, ratios 0-1, requests/s, per request,
 * counts.
 */
final class Limit {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Limit() {}

  static BigDecimal inBaseUnit(Sla sla) {
    BigDecimal limit = BigDecimal.valueOf(sla.limit());
    return sla.measure().unit() == Unit.MILLISECONDS ? limit.divide(THOUSAND) : limit;
  }

  /** With its unit, as in a sentence: {@code 200 ms}, {@code 3 s}, {@code 80 %}. */
  static String inWords(Sla sla) {
    BigDecimal limit = BigDecimal.valueOf(sla.limit());
    return switch (sla.measure().unit()) {
      case MILLISECONDS ->
          limit.compareTo(THOUSAND) < 0 ? plain(limit) + " ms" : plain(inBaseUnit(sla)) + " s";
      case RATIO -> plain(limit.multiply(HUNDRED)) + " %";
      case REQUESTS_PER_SECOND -> plain(limit) + " requests/s";
      case AT_ONCE -> plain(limit) + " or more";
      case PER_REQUEST -> plain(limit) + " per request";
    };
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
