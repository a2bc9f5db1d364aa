package dev.compresh.promptcache;

import java.nio.ByteBuffer;

/**
 * Counts how often the provider read what should have been in its cache.
 *
 * @param expected how often something should have been read
 * @param found how often it was
 */
record ReadTally(int expected, int found) {
  static final ReadTally EMPTY = new ReadTally(0, 0);
  static final int BYTES = 2 * Short.BYTES;

  private static final int MOST = 64;

  /** Reads that are assumed before anything was seen. */
  private static final int TRUST = 2;

  ReadTally {
    if (found < 0 || expected < found || expected > MOST) {
      throw new IllegalArgumentException("no tally");
    }
  }

  ReadTally update(boolean isFound) {
    return expected < MOST
        ? new ReadTally(expected + 1, found + (isFound ? 1 : 0))
        : new ReadTally(expected / 2, found / 2).update(isFound);
  }

  /** {@code chance}, by how far the provider keeps what it was given. */
  int scale(int chance) {
    return chance * (found + TRUST) / (expected + TRUST);
  }

  void write(ByteBuffer out) {
    out.putShort((short) expected).putShort((short) found);
  }

  static ReadTally read(ByteBuffer in) {
    return new ReadTally(in.getShort(), in.getShort());
  }
}
