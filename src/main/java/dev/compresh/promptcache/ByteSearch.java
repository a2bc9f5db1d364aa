package dev.compresh.promptcache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a fixed text in bytes, skipping most of them (Horspool's way). */
final class ByteSearch {
  private final byte[] wanted;
  private final int[] skips = new int[256];

  ByteSearch(String text) {
    wanted = text.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(skips, wanted.length);
    for (int i = 0; i < wanted.length - 1; i++) {
      skips[wanted[i] & 0xff] = wanted.length - 1 - i;
    }
  }

  /** Returns whether it appears in {@code [from, to)} of {@code bytes}. */
  boolean isIn(byte[] bytes, int from, int to) {
    int last = wanted.length - 1;
    int at = from;
    while (at + last < to) {
      byte end = bytes[at + last];
      if (end == wanted[last] && Arrays.equals(bytes, at, at + last, wanted, 0, last)) {
        return true;
      }
      at += skips[end & 0xff];
    }
    return false;
  }
}
