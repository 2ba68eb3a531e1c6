package io.openmeet.loadtest.dashboard.remotewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.dashboard.remotewrite.TimeSeries.Sample;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WriteRequestTest {
  private static TimeSeries series(String name, Sample... samples) {
    return new TimeSeries(new TreeMap<>(Map.of("__name__", name)), List.of(samples));
  }

  /** Counted by hand; the format stands above WriteRequest. */
  @Test
  void aSampleHasTheseBytes() {
    String label = "0a08" + "5f5f6e616d655f5f" + "1201" + "61"; // 13 bytes
    String sample = "09" + "000000000000f03f" + "10" + "01"; // 11 bytes: 1.0 at 1 ms
    String series = "0a0d" + label + "120b" + sample; // 28 bytes
    String request = "0a1c" + series; // 30 bytes

    byte[] block = WriteRequest.of(List.of(series("a", Sample.of(1, 1))));

    assertEquals(request, HexFormat.of().formatHex(DecodedRequest.decompressed(block)));
    // Snappy: the length, then one literal of 30 bytes, whose tag holds its length less one.
    assertEquals("1e" + "74" + request, HexFormat.of().formatHex(block));
  }

  /** The bits of StaleNaN in the source of Prometheus, the lowest byte first. */
  @Test
  void theEndOfASeriesHasTheBitsOfPrometheus() {
    byte[] block = WriteRequest.of(List.of(series("a", Sample.end(1))));

    String bytes = HexFormat.of().formatHex(DecodedRequest.decompressed(block));
    assertEquals("120b" + "09" + "020000000000f07f" + "1001", bytes.substring(2 * 17));
  }

  @Test
  void aLargeRequestIsReadAsItWasWritten() throws Exception {
    List<TimeSeries> many = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.add(series("loadtest_\uD83C\uDF89_" + i, Sample.of(i / 7.0, 1_800_000_000_000L + i)));
    }

    byte[] block = WriteRequest.of(many);

    assertEquals(many, DecodedRequest.of(block));
  }
}
