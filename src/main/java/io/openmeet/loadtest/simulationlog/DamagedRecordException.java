package io.openmeet.loadtest.simulationlog;

/** The bytes are not a record. {@link LogDecoder} catches it and adds the offset. */
final class DamagedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedRecordException(String message) {
    super(message);
  }
}
