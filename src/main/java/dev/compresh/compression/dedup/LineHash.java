package dev.compresh.compression.dedup;

import java.util.random.RandomGenerator;

/**
 * 64-bit hashes of lines under a seed of the process, so that nobody can prepare two lines that
 * meet. They are compared, never forwarded: what is planned does not depend on the seed.
 */
final class LineHash {
  /** No line's hash. */
  static final long NONE = 0;

  private static final long SEED = RandomGenerator.getDefault().nextLong() | 1;
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private LineHash() {}

  static long hash(String line) {
    long hash = SEED ^ line.length();
    for (int i = 0; i < line.length(); i++) {
      hash = Long.rotateLeft((hash ^ line.charAt(i)) * STEP, 23);
    }
    hash = mix(hash);
    return hash == NONE ? 1 : hash;
  }

  /** One hash of two, in their order. */
  static long join(long left, long right) {
    return mix(left * STEP + Long.rotateLeft(right, 32) + SEED);
  }

  private static long mix(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
