package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.simulationlog.LogNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {
  @Test
  void namesTheFirstThousandMessagesAndCountsTheOthersTogether() {
    ErrorMessages messages = new ErrorMessages();
    for (int message = 2; message < 2 + 1_500; message++) {
      messages.add(message);
    }
    messages.add(2);
    messages.add(1_400);
    messages.add(LogNames.OTHER);

    List<ErrorCount> counts = messages.counts(id -> "message " + id);

    assertEquals(1_001, counts.size());
    assertEquals(new ErrorCount("(other messages)", 502), counts.get(0));
    assertEquals(new ErrorCount("message 2", 2), counts.get(1));
    assertEquals(1_503, counts.stream().mapToLong(ErrorCount::count).sum());
  }
}
