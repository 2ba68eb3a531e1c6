package io.openmeet.loadtest.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.PageFigure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageViewTest {
  @Test
  void aVitalThatThePageDidNotReportIsMissing() throws JsonProcessingException {
    assertEquals(
        Map.of(PageFigure.LCP, 812.5, PageFigure.CLS, 0.0),
        view("{\"LCP\": 812.5, \"INP\": null, \"CLS\": 0}").figures());
  }

  @Test
  void whatCannotBeAVitalIsMissing() throws JsonProcessingException {
    assertEquals(
        Map.of(),
        view("{\"LCP\": -1, \"INP\": \"12\", \"CLS\": {}, \"TTFB\": true, \"other\": 3}")
            .figures());
    assertEquals(Map.of(), view("null").figures());
    assertEquals(Map.of(), view("[1, 2]").figures());
  }

  private static PageView view(String json) throws JsonProcessingException {
    return PageView.of(JsonMapper.builder().build().readTree(json));
  }
}
