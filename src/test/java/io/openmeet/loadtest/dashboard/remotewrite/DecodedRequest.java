package io.openmeet.loadtest.dashboard.remotewrite;

import com.google.protobuf.CodedInputStream;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.openmeet.loadtest.dashboard.remotewrite.TimeSeries.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a receiver finds in the body of a request. */
final class DecodedRequest {
  private DecodedRequest() {}

  static List<TimeSeries> of(byte[] block) throws IOException {
    CodedInputStream request = CodedInputStream.newInstance(decompressed(block));
    List<TimeSeries> all = new ArrayList<>();
    while (request.readTag() != 0) {
      all.add(series(CodedInputStream.newInstance(request.readByteArray())));
    }
    return all;
  }

  static byte[] decompressed(byte[] block) {
    byte[] message = new byte[SnappyDecompressor.getUncompressedLength(block, 0)];
    new SnappyDecompressor().decompress(block, 0, block.length, message, 0, message.length);
    return message;
  }

  private static TimeSeries series(CodedInputStream in) throws IOException {
    SortedMap<String, String> labels = new TreeMap<>();
    List<Sample> samples = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      CodedInputStream part = CodedInputStream.newInstance(in.readByteArray());
      part.readTag();
      if (tag >>> 3 == 1) {
        String name = part.readString();
        part.readTag();
        labels.put(name, part.readString());
      } else {
        long bits = part.readFixed64();
        part.readTag();
        samples.add(new Sample(bits, part.readInt64()));
      }
    }
    return new TimeSeries(labels, samples);
  }
}
