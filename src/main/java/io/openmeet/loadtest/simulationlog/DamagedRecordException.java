package io.openmeet.loadtest.simulationlog;

/** The bytes at hand are no record. Stays inside {@link LogDecoder}, which knows the offset. */
final class DamagedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedRecordException(String message) {
    super(message);
  }
}
