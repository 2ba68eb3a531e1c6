package io.openmeet.reference.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes answers directly to bytes, without a tree of objects between a row and its JSON. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Writes the fields of one JSON object. */
  @FunctionalInterface
  public interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes the fields of one of many JSON objects. */
  @FunctionalInterface
  public interface ItemFields<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  /** Writes {@code {"items":[...]}}. */
  public static <T> Buffer items(Iterable<? extends T> items, ItemFields<T> fields) {
    return object(json -> writeItems(json, "items", items, fields));
  }

  /** Writes a field that is an array of objects. */
  public static <T> void writeItems(
      JsonGenerator json, String name, Iterable<? extends T> items, ItemFields<T> fields)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T item : items) {
      json.writeStartObject();
      fields.write(json, item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes each item's fields, and the whole item again as the field {@code raw}, in Base64. */
  public static <T> ItemFields<T> twice(ItemFields<T> fields) {
    return (json, item) -> {
      fields.write(json, item);
      // Plain text that is there twice would disappear again when the answer is compressed.
      json.writeBinaryField("raw", object(again -> fields.write(again, item)).getBytes());
    };
  }

  public static Buffer object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
