package io.openmeet.reference.client;

import io.vertx.core.buffer.Buffer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture for a meeting: squares and colours that follow from its id alone. */
final class Cover {
  private static final int SIZE = 8;
  private static final int COLOURS = 3;

  private Cover() {}

  /** The same PNG of 8 x 8 pixels for the same id, about 100 bytes. Its left half is mirrored. */
  static Buffer png(UUID id) {
    Random random = new Random(id.getMostSignificantBits() ^ id.getLeastSignificantBits());
    byte[][] channels = new byte[3][COLOURS];
    float hue = random.nextFloat();
    for (int i = 0; i < COLOURS; i++) {
      Color colour = Color.getHSBColor(hue + i * 0.1f, 0.55f, 0.4f + i * 0.25f);
      channels[0][i] = (byte) colour.getRed();
      channels[1][i] = (byte) colour.getGreen();
      channels[2][i] = (byte) colour.getBlue();
    }
    IndexColorModel palette =
        new IndexColorModel(2, COLOURS, channels[0], channels[1], channels[2]);
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE / 2; x++) {
        int colour = random.nextInt(COLOURS);
        image.getRaster().setSample(x, y, 0, colour);
        image.getRaster().setSample(SIZE - 1 - x, y, 0, colour);
      }
    }
    return encode(image);
  }

  private static Buffer encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    // In memory: by default, ImageIO writes to a file first.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
