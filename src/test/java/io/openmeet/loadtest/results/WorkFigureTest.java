package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkFigureTest {
  /** So many that no map has them in this order by chance. */
  private static final WorkFigure FIGURE =
      new WorkFigure(
          "rows_total",
          Map.of("f", "6", "b", "2", "d", "4", "a", "1", "g", "7", "c", "3", "e", "5"),
          0.5);

  @Test
  void labelsAreSortedInTheNameOfTheSeries() {
    assertEquals(
        "rows_total{a=\"1\",b=\"2\",c=\"3\",d=\"4\",e=\"5\",f=\"6\",g=\"7\"}", FIGURE.series());
  }

  @Test
  void labelsAreWrittenSorted() throws JsonProcessingException {
    assertEquals(
        "{\"metric\":\"rows_total\",\"labels\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\","
            + "\"e\":\"5\",\"f\":\"6\",\"g\":\"7\"},\"perRequest\":0.5}",
        JsonMapper.builder().build().writeValueAsString(FIGURE));
  }
}
