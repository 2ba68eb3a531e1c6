package io.openmeet.reference.live;

import io.openmeet.reference.http.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes WebSocket frames that no honest client sends (RFC 6455). For tests. */
public final class HostileFrames {
  /** Opcodes (5.2). */
  private static final int CONTINUATION = 0;

  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private static final List<String> MESSAGES =
      List.of(
          "",
          "null",
          "[]",
          "{",
          "{}",
          "\"x\"",
          "{\"type\":7,\"id\":\"a\"}",
          "{\"type\":\"event\"}",
          "{\"type\":\"join\",\"id\":\"a\",\"meetingId\":\"ROOM\"}",
          "{\"type\":\"join\",\"id\":\"a\",\"meetingId\":{\"x\":[]}}",
          "{\"type\":\"join\",\"id\":\"a\",\"meetingId\":\"\\ud800\"}",
          "{\"type\":\"event\",\"id\":\"a\",\"payload\":{\"n\":1e999999999,\"m\":99999999999999999999}}",
          "{\"type\":\"event\",\"id\":\"\\u0000\",\"payload\":{\"x\":\"\\udc00\"}}",
          "{\"type\":\"event\",\"id\":\"a\",\"payload\":DEEP}",
          "{\"type\":\"event\",\"id\":\"a\",\"payload\":{\"type\":\"ack\",\"from\":\"x\"}}",
          "{\"id\":\"LONG\"}",
          "\ufeff{}",
          "{\"type\":\"FUZZ\",\"id\":\"b\"}");

  private static final byte[] HELLO =
      "{\"type\":\"hello\",\"id\":\"é\"}".getBytes(StandardCharsets.UTF_8);

  private final Random random;
  private final String room;

  HostileFrames(long seed, String room) {
    this.random = new Random(seed);
    this.room = room;
  }

  /** Frames that a server may answer or ignore. */
  byte[] harmless() {
    return switch (random.nextInt(8)) {
      case 0 -> finalFrame(BINARY, noise(random.nextInt(500)));
      case 1 -> finalFrame(PING, noise(random.nextInt(126)));
      case 2 -> finalFrame(PONG, noise(random.nextInt(126)));
      case 3 -> fragments(HELLO);
      default -> finalFrame(TEXT, message());
    };
  }

  /** Frames after which the connection must end. */
  byte[] fatal() {
    return switch (random.nextInt(11)) {
      case 0 -> frame(true, TEXT, false, message());
      case 1 -> finalFrame(3 + random.nextInt(5), noise(5));
      case 2 -> finalFrame(PING, noise(126 + random.nextInt(100)));
      case 3 -> unfinishedFrame(PING, noise(5));
      case 4 -> finalFrame(CONTINUATION, noise(5));
      case 5 -> finalFrame(TEXT, noise(65_537 + random.nextInt(9_000)));
      case 6 -> finalFrame(CLOSE, new byte[] {3});
      case 7 -> finalFrame(CLOSE, new byte[] {0, 5});
      case 8 -> malformedText(random.nextBoolean());
      case 9 -> tooLargeInFragments();
      default -> reserved();
    };
  }

  public static byte[] text(String message) {
    return finalFrame(TEXT, message.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] message() {
    String text =
        MESSAGES
            .get(random.nextInt(MESSAGES.size()))
            .replace("ROOM", room)
            .replace("DEEP", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))
            .replace("LONG", "x".repeat(5_000));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(3) == 0) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      return Utf8.text(changed, 0, changed.length).isPresent() ? changed : bytes;
    }
    return bytes;
  }

  /** Malformed UTF-8 in one frame, or a character that the end of the message cuts off. */
  static byte[] malformedText(boolean inFragments) {
    byte[] half = {'"', (byte) 0xc3};
    byte[] text = {'"', (byte) 0xc3, '('};
    if (!inFragments) {
      return finalFrame(TEXT, text);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(unfinishedFrame(TEXT, half));
    all.writeBytes(finalFrame(CONTINUATION, new byte[0]));
    return all.toByteArray();
  }

  private byte[] tooLargeInFragments() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(unfinishedFrame(TEXT, noise(40_000)));
    all.writeBytes(finalFrame(CONTINUATION, noise(40_000)));
    return all.toByteArray();
  }

  private byte[] fragments(byte[] message) {
    int cut = random.nextInt(message.length);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(unfinishedFrame(TEXT, Arrays.copyOf(message, cut)));
    all.writeBytes(finalFrame(PING, noise(3)));
    all.writeBytes(unfinishedFrame(CONTINUATION, new byte[0]));
    all.writeBytes(finalFrame(CONTINUATION, Arrays.copyOfRange(message, cut, message.length)));
    return all.toByteArray();
  }

  private byte[] reserved() {
    byte[] frame = finalFrame(TEXT, message());
    frame[0] |= (byte) (0x10 << random.nextInt(3));
    return frame;
  }

  public static byte[] ping(int length) {
    return finalFrame(PING, new byte[length]);
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A frame that ends its message (FIN is set). */
  private static byte[] finalFrame(int opcode, byte[] payload) {
    return frame(true, opcode, true, payload);
  }

  /** A frame that another frame of the same message follows. */
  private static byte[] unfinishedFrame(int opcode, byte[] payload) {
    return frame(false, opcode, true, payload);
  }

  private static byte[] frame(boolean last, int opcode, boolean masked, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    int mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      frame.put((byte) (mask | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (mask | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (mask | 127)).putLong(payload.length);
    }
    if (masked) {
      // A mask of zeros does not change the payload.
      frame.putInt(0);
    }
    frame.put(payload);
    return Arrays.copyOf(frame.array(), frame.position());
  }
}
