package io.openmeet.loadtest.simulationlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class LogWriterTest {
  @Test
  void writesTheBytesOfTheLayout() {
    assertArrayEquals(SampleLog.bytes(), SampleLog.written());
  }
}
