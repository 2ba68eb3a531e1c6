package io.openmeet.reference.http;

import static io.openmeet.reference.http.ContentCoding.GZIP;
import static io.openmeet.reference.http.ContentCoding.IDENTITY;
import static io.openmeet.reference.http.ContentCoding.NONE_ACCEPTABLE;
import static io.openmeet.reference.http.ContentCoding.THRESHOLD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "x-gzip",
        "GZIP",
        "gzip, deflate, br",
        "deflate , gzip ;q=0.001",
        "br;q=1,gzip;q=0.5",
        "*",
        "*;q=0.1",
        "br, *",
        "gzip;q=0.5,identity;q=0.5",
        "identity;q=0.2, gzip;q=0.3",
        "gzip;q=1,*;q=0",
        "identity;q=0, gzip",
        "gzip;Q=0.5;other=1",
        "identity;q=0.5,*"
      })
  void aLargeBodyIsCompressedForAClientThatAcceptsGzip(String acceptEncoding) {
    assertEquals(GZIP, ContentCoding.choose(acceptEncoding, true, THRESHOLD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "identity",
        "deflate",
        "br, zstd",
        "gzip;q=0",
        "gzip;q=0.0, *",
        "*;q=0.5, gzip;q=0",
        "identity, gzip;q=0.9",
        "gzip;q=0.3,identity;q=0.4",
        "gzip;q=much",
        "gzip;q=2",
        "gzip;q=-1",
        "gzip;q=NaN",
        "gzip;q=",
        ";;,,",
        "gzipped",
        "identity;q=1,*;q=0"
      })
  void aLargeBodyIsSentPlainToAClientThatExcludesGzipOrPrefersIdentity(String acceptEncoding) {
    assertEquals(IDENTITY, ContentCoding.choose(acceptEncoding, true, THRESHOLD));
  }

  @ParameterizedTest
  @CsvSource({
    "'identity;q=0',          NONE_ACCEPTABLE",
    "'*;q=0',                 NONE_ACCEPTABLE",
    "'gzip;q=0, identity;q=0',NONE_ACCEPTABLE",
    "'br, *;q=0',             NONE_ACCEPTABLE",
    "'identity;q=0, *',       GZIP",
    "'gzip, *;q=0',           GZIP"
  })
  void anExcludedCodingIsNotSent(String acceptEncoding, ContentCoding expected) {
    assertEquals(expected, ContentCoding.choose(acceptEncoding, true, THRESHOLD - 1));
    assertEquals(NONE_ACCEPTABLE, ContentCoding.choose(acceptEncoding, false, THRESHOLD - 1));
  }

  @Test
  void aSmallBodyOrOneWithoutAcceptEncodingIsSentPlain() {
    assertEquals(IDENTITY, ContentCoding.choose("gzip", true, THRESHOLD - 1));
    assertEquals(IDENTITY, ContentCoding.choose(null, true, THRESHOLD));
    assertEquals(IDENTITY, ContentCoding.choose("gzip", false, THRESHOLD));
  }

  @Test
  void aCompressedBodyUnpacksToTheOriginal() throws IOException {
    byte[] body = "{\"title\":\"Überblick 会議\"}".repeat(200).getBytes("UTF-8");

    byte[] gzip = ContentCoding.gzip(Buffer.buffer(body)).getBytes();

    assertTrue(gzip.length < body.length / 4, gzip.length + " of " + body.length);
    assertArrayEquals(body, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
  }
}
