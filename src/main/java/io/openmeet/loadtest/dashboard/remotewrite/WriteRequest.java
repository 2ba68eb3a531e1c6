package io.openmeet.loadtest.dashboard.remotewrite;

import com.google.protobuf.CodedOutputStream;
import io.airlift.compress.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The body of a request: a message of Protocol Buffers, compressed in Snappy's block format.
 *
 * <pre>
 * WriteRequest: 1 = TimeSeries, repeated
 * TimeSeries:   1 = Label, repeated; 2 = Sample, repeated
 * Label:        1 = name, 2 = value (both string)
 * Sample:       1 = value (double), 2 = timestamp in epoch milliseconds (int64)
 * </pre>
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol">the format</a>
 */
final class WriteRequest {
  private static final int SERIES = 1;
  private static final int LABELS = 1;
  private static final int SAMPLES = 2;
  private static final int NAME = 1;
  private static final int VALUE = 2;
  private static final int SAMPLE_VALUE = 1;
  private static final int SAMPLE_TIME = 2;

  /** Writes the fields of a message. */
  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private WriteRequest() {}

  static byte[] of(List<TimeSeries> series) {
    return compressed(
        message(
            out -> {
              for (TimeSeries one : series) {
                out.writeByteArray(SERIES, series(one));
              }
            }));
  }

  private static byte[] series(TimeSeries series) {
    return message(
        out -> {
          for (Map.Entry<String, String> label : series.labels().entrySet()) {
            out.writeByteArray(LABELS, label(label));
          }
          for (TimeSeries.Sample sample : series.samples()) {
            out.writeByteArray(SAMPLES, sample(sample));
          }
        });
  }

  private static byte[] label(Map.Entry<String, String> label) {
    return message(
        out -> {
          out.writeString(NAME, label.getKey());
          out.writeString(VALUE, label.getValue());
        });
  }

  private static byte[] sample(TimeSeries.Sample sample) {
    return message(
        out -> {
          // A double is written as the fixed 64 bits that it consists of.
          out.writeFixed64(SAMPLE_VALUE, sample.bits());
          out.writeInt64(SAMPLE_TIME, sample.atMs());
        });
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes, 128);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can always be written", impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] compressed(byte[] message) {
    SnappyCompressor snappy = new SnappyCompressor();
    byte[] block = new byte[snappy.maxCompressedLength(message.length)];
    int length = snappy.compress(message, 0, message.length, block, 0, block.length);
    return Arrays.copyOf(block, length);
  }
}
