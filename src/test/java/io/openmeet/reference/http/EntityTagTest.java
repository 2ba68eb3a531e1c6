package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  @Test
  void equalBytesHaveEqualTagsAndDifferentBytesDifferentTags() {
    String tag = EntityTag.of(Buffer.buffer("{\"a\":1}"));

    assertTrue(tag.matches("W/\"[0-9a-f]+-7\""), tag);
    assertEquals(tag, EntityTag.of(Buffer.buffer("{\"a\":1}")));
    assertNotEquals(tag, EntityTag.of(Buffer.buffer("{\"a\":2}")));
    assertNotEquals(tag, EntityTag.of(Buffer.buffer("{\"a\":1} ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W/\"ab-1\"",
        "\"ab-1\"",
        "*",
        " * ",
        "\"x\", W/\"ab-1\"",
        "W/\"x\",\"y\" , \"ab-1\",\"z\"",
        "\"with, comma\", \"ab-1\"",
        "\"\",\"ab-1\""
      })
  void aKnownTagIsFoundInAListAndWhetherWeakOrStrong(String known) {
    assertTrue(EntityTag.isAmong(List.of(known), "W/\"ab-1\""));
    assertTrue(EntityTag.isAmong(List.of("\"other\"", known), "W/\"ab-1\""), "in a second header");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab-1",
        "\"ab-1",
        "ab-1\"",
        "W/\"AB-1\"",
        "\"ab-1 \"",
        "\"ab\", -1\"",
        "**",
        "\"*\"",
        "\"x,\"ab-1\"",
        "\"a\"b-1\""
      })
  void aSimilarOrMalformedTagDoesNotMatch(String known) {
    assertFalse(EntityTag.isAmong(List.of(known), "W/\"ab-1\""));
  }
}
