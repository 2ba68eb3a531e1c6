package io.openmeet.reference.recordings;

import java.util.Arrays;

/** A sequence of bytes to search for. The search skips up to its length at a time. */
final class Delimiter {
  private final byte[] wanted;

  /** For each byte value, how far its last occurrence is from the end (Horspool). */
  private final int[] skip = new int[256];

  Delimiter(byte[] wanted) {
    this.wanted = wanted;
    Arrays.fill(skip, wanted.length);
    for (int i = 0; i < wanted.length - 1; i++) {
      skip[wanted[i] & 0xff] = wanted.length - 1 - i;
    }
  }

  int length() {
    return wanted.length;
  }

  /** The index of its first start at or after {@code from}, or -1. */
  int find(byte[] bytes, int from) {
    int last = wanted.length - 1;
    int at = from;
    while (at + last < bytes.length) {
      int i = last;
      while (bytes[at + i] == wanted[i]) {
        if (i == 0) {
          return at;
        }
        i--;
      }
      at += skip[bytes[at + last] & 0xff];
    }
    return -1;
  }
}
