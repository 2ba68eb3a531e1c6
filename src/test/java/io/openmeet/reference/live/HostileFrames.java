package io.openmeet.reference.live;

import io.openmeet.reference.http.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes WebSocket frames that no honest client sends (RFC 6455). For tests. */
public final class HostileFrames {
  private static final int TEXT = 1;
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
      case 0 -> frame(true, 2, true, noise(random.nextInt(500)));
      case 1 -> frame(true, 9, true, noise(random.nextInt(126)));
      case 2 -> frame(true, 10, true, noise(random.nextInt(126)));
      case 3 -> fragments(HELLO);
      default -> frame(true, TEXT, true, message());
    };
  }

  /** Frames after which the connection must end. */
  byte[] fatal() {
    return switch (random.nextInt(11)) {
      case 0 -> frame(true, TEXT, false, message());
      case 1 -> frame(true, 3 + random.nextInt(5), true, noise(5));
      case 2 -> frame(true, 9, true, noise(126 + random.nextInt(100)));
      case 3 -> frame(false, 9, true, noise(5));
      case 4 -> frame(true, 0, true, noise(5));
      case 5 -> frame(true, TEXT, true, noise(65_537 + random.nextInt(9_000)));
      case 6 -> frame(true, 8, true, new byte[] {3});
      case 7 -> frame(true, 8, true, new byte[] {0, 5});
      case 8 -> malformedText(random.nextBoolean());
      case 9 -> tooLargeInFragments();
      default -> reserved();
    };
  }

  public static byte[] text(String message) {
    return frame(true, TEXT, true, message.getBytes(StandardCharsets.UTF_8));
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
      return frame(true, TEXT, true, text);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(frame(false, TEXT, true, half));
    all.writeBytes(frame(true, 0, true, new byte[0]));
    return all.toByteArray();
  }

  private byte[] tooLargeInFragments() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(frame(false, TEXT, true, noise(40_000)));
    all.writeBytes(frame(true, 0, true, noise(40_000)));
    return all.toByteArray();
  }

  private byte[] fragments(byte[] message) {
    int cut = random.nextInt(message.length);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(frame(false, TEXT, true, java.util.Arrays.copyOf(message, cut)));
    all.writeBytes(frame(true, 9, true, noise(3)));
    all.writeBytes(frame(false, 0, true, new byte[0]));
    all.writeBytes(
        frame(true, 0, true, java.util.Arrays.copyOfRange(message, cut, message.length)));
    return all.toByteArray();
  }

  private byte[] reserved() {
    byte[] frame = frame(true, TEXT, true, message());
    frame[0] |= (byte) (0x10 << random.nextInt(3));
    return frame;
  }

  public static byte[] ping(int length) {
    return frame(true, 9, true, new byte[length]);
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
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
    return java.util.Arrays.copyOf(frame.array(), frame.position());
  }
}
