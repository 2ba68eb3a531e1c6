package io.openmeet.reference.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.http.ApiError;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipartReaderTest {
  private static final String FIELD = "Content-Disposition: form-data; name=\"category\"\r\n\r\n";

  private static final class Received implements MultipartReader.Parts {
    private final List<PartHeaders> headers = new ArrayList<>();
    private final List<Buffer> bodies = new ArrayList<>();
    private int ended;

    @Override
    public void begin(PartHeaders part) {
      headers.add(part);
      bodies.add(Buffer.buffer());
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
      bodies.get(bodies.size() - 1).appendBytes(bytes, offset, length);
    }

    @Override
    public void end() {
      ended++;
    }

    List<String> texts() {
      return bodies.stream().map(body -> body.toString(StandardCharsets.ISO_8859_1)).toList();
    }
  }

  private final Received received = new Received();
  private final MultipartReader reader = new MultipartReader("BOUND", received);

  @Test
  void partsAreReceivedWhole() {
    feed("--BOUND\r\n" + FIELD + "board\r\n--BOUND\r\n" + FIELD + "\r\n--BOUND--\r\nepilogue");

    assertEquals(List.of("board", ""), received.texts());
    assertEquals(2, received.ended);
    assertTrue(reader.over());
  }

  @Test
  void aPreambleIsIgnored() {
    feed("To whom it may concern\r\n--BOUND\r\n" + FIELD + "x\r\n--BOUND--");

    assertEquals(List.of("x"), received.texts());
  }

  @Test
  void aPartIsTheSameInWhateverPiecesItArrives() {
    Random random = new Random(42);
    String[] pieces = {"\r\n--BOUN", "\r\n", "\r", "BOUN", "\r\n--", "-", "\0"};
    for (int round = 0; round < 500; round++) {
      StringBuilder body = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        body.append(pieces[random.nextInt(pieces.length)]);
      }
      Received inPieces = new Received();
      MultipartReader pieceByPiece = new MultipartReader("BOUND", inPieces);
      byte[] bytes =
          ("--BOUND\r\n" + FIELD + body + "\r\n--BOUND--").getBytes(StandardCharsets.ISO_8859_1);
      for (int at = 0; at < bytes.length; ) {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
        pieceByPiece.read(Buffer.buffer(bytes).slice(at, end));
        at = end;
      }
      assertEquals(List.of(body.toString()), inPieces.texts());
      assertTrue(pieceByPiece.over());
    }
  }

  @Test
  void aBodyThatIsCutOffIsNotOver() {
    feed("--BOUND\r\n" + FIELD + "board\r\n--BOUN");

    assertFalse(reader.over());
    assertEquals(0, received.ended);
  }

  @Test
  void tooLongHeadersAndTooManyPartsAreRefused() {
    assertThrows(ApiError.class, () -> feed("--BOUND\r\nX: " + "x".repeat(9_000)));
    MultipartReader other = new MultipartReader("B", new Received());
    assertThrows(
        ApiError.class, () -> other.read(Buffer.buffer(("--B\r\n" + FIELD + "\r\n").repeat(17))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "filename=\"a b.mp4\"|a b.mp4",
        "filename=plain.mp4|plain.mp4",
        "filename=\"board \"confidential\".m4a\"|board \"confidential\".m4a",
        "filename=\"board \\\"confidential\\\".m4a\"|board \"confidential\".m4a",
        "filename=\"a;b, c=d.mp4\"|a;b, c=d.mp4",
        "filename=\"Rückblick 会議.webm\"|Rückblick 会議.webm",
        "filename*=UTF-8''R%C3%BCckblick%2C%20x+y.webm|Rückblick, x+y.webm",
        "filename=\"fallback\"; filename*=utf-8'de'%E4%BC%9A.webm|会.webm",
        "filename=\"C:\\dir\\x.mp4\"|C:\\dir\\x.mp4",
        "filename=\"\"|``",
      })
  void aFileNameArrivesAsItWasSent(String parameter, String expected) {
    PartHeaders headers =
        PartHeaders.parse(
            "Content-Disposition: form-data; name=\"file\"; "
                + parameter
                + "\r\ncontent-TYPE: a/b");

    assertEquals(expected, headers.fileName());
    assertEquals("file", headers.name());
    assertEquals("a/b", headers.contentType());
  }

  @Test
  void aPartWithoutANameIsRefused() {
    assertThrows(ApiError.class, () -> PartHeaders.parse("Content-Type: a/b"));
    assertThrows(
        ApiError.class,
        () -> PartHeaders.parse("Content-Disposition: form-data; name=f; filename*=klingon'x"));
  }

  private void feed(String text) {
    reader.read(Buffer.buffer(text, StandardCharsets.ISO_8859_1.name()));
  }
}
