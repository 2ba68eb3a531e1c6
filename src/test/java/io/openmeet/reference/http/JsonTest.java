package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void anItemWrittenTwiceHasAFieldWithTheSameInBase64() {
    Buffer items = Json.items(List.of(7), Json.twice((json, n) -> json.writeNumberField("n", n)));

    // {"n":7}
    assertEquals("{\"items\":[{\"n\":7,\"raw\":\"eyJuIjo3fQ==\"}]}", items.toString());
  }

  @Test
  void itemsWrittenTwiceAreMoreThanTwiceAsLongAlsoAfterCompression() throws IOException {
    List<String> ids = IntStream.range(0, 20).mapToObj(i -> new UUID(i * 31L, ~i) + "").toList();
    Json.ItemFields<String> fields = (json, id) -> json.writeStringField("meetingId", id);

    Buffer once = Json.items(ids, fields);
    Buffer twice = Json.items(ids, Json.twice(fields));

    double plain = (double) twice.length() / once.length();
    double zipped = (double) zippedLength(twice) / zippedLength(once);
    assertTrue(plain > 2 && plain < 3, plain + " times the bytes");
    assertTrue(zipped > 2 && zipped < 4, zipped + " times the bytes after compression");
  }

  private static int zippedLength(Buffer text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes());
    }
    return bytes.size();
  }
}
