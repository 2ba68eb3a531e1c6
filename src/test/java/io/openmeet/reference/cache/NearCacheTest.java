package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.openmeet.reference.http.Representation;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NearCacheTest {
  private final NearCache near = new NearCache(4_500);
  private final Entry one = entry(500);
  private final Entry two = entry(500);

  @BeforeEach
  void open() {
    near.open();
  }

  @Test
  void keepsWhatWasRead() {
    read("a", one);
    assertSame(one, near.find("a"));
    assertNull(near.find("b"));

    read("a", two);
    assertSame(two, near.find("a"));
  }

  @Test
  void forgetsWhatChanges() {
    read("a", one);
    read("b", two);
    near.changed("a");

    assertNull(near.find("a"));
    assertSame(two, near.find("b"));
  }

  @Test
  void doesNotKeepWhatChangedWhileItWasRead() {
    Object reading = near.beginReading("a");
    near.changed("a");
    Object later = near.beginReading("a");
    near.endReading("a", reading, one);
    assertNull(near.find("a"));

    near.endReading("a", later, two);
    assertSame(two, near.find("a"));
  }

  @Test
  void doesNotKeepWhatWasNotThere() {
    near.endReading("a", near.beginReading("a"), null);

    assertNull(near.find("a"));
  }

  @Test
  void isEmptyWhileItIsClosed() {
    read("a", one);
    Object reading = near.beginReading("b");
    near.close();
    near.endReading("b", reading, two);
    read("c", two);

    assertNull(near.find("a"));
    assertNull(near.find("b"));
    assertNull(near.find("c"));
    Object whileClosed = near.beginReading("d");
    near.open();
    near.endReading("d", whileClosed, one);
    assertNull(near.find("d"));
  }

  /** An entry of 500 bytes takes 1,000, so there is room for four, but not for five. */
  @Test
  void dropsWhatWasUsedLongestAgoToMakeRoom() {
    for (String key : new String[] {"a", "b", "c", "d"}) {
      read(key, one);
    }
    // The same entry again takes no more room.
    read("d", one);
    near.find("a");
    read("e", one);

    assertSame(one, near.find("a"));
    assertNull(near.find("b"));
    assertSame(one, near.find("c"));
    assertSame(one, near.find("d"));
    assertSame(one, near.find("e"));

    read("large", entry(3_000));
    assertNull(near.find("a"));
    assertNull(near.find("d"));
    assertSame(one, near.find("e"));

    read("too large", entry(4_001));
    assertNull(near.find("too large"));
    assertNull(near.find("e"));
  }

  private void read(String key, Entry entry) {
    near.endReading(key, near.beginReading(key), entry);
  }

  private static Entry entry(int bytes) {
    return new Entry(0, 0, Representation.of(Buffer.buffer("x".repeat(bytes))));
  }
}
