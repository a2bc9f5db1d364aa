package dev.compresh.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Tokens and their ranks in one flat hash table (open addressing, linear probing), found by a range
 * of bytes: no object per token, and no copy per look-up. Immutable.
 *
 * <p>A token of up to eight bytes is its own key; a longer one has a 64-bit hash as key and is
 * compared with its bytes.
 */
final class TokenVocabulary {
  /** The rank of what is no token: greater than any rank. */
  static final int NONE = Integer.MAX_VALUE;

  private static final int RANK_BITS = 18;
  private static final int RANK_MASK = (1 << RANK_BITS) - 1;
  private static final int EMPTY = 0;
  private static final VarHandle LANE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] keys;

  /** Length and rank of the token in a slot; no token is empty, so 0 is an empty slot. */
  private final int[] values;

  private final int shift;
  private final byte[] tokens;
  private final int[] starts;
  private final int longest;

  /**
   * @param tokens all tokens, one after the other in the order of their ranks
   * @param starts where the token of each rank starts in {@code tokens}; one more at the end
   */
  TokenVocabulary(byte[] tokens, int[] starts) {
    int size = starts.length - 1;
    if (size > RANK_MASK) {
      throw new IllegalArgumentException("more tokens than ranks have bits: " + size);
    }
    this.tokens = tokens;
    this.starts = starts;
    int bits = 65 - Long.numberOfLeadingZeros(size); // filled between a quarter and a half
    this.shift = 64 - bits;
    this.keys = new long[1 << bits];
    this.values = new int[1 << bits];
    int maximum = 0;
    for (int rank = 0; rank < size; rank++) {
      int length = starts[rank + 1] - starts[rank];
      maximum = Math.max(maximum, length);
      put(key(tokens, starts[rank], length), length, rank);
    }
    this.longest = maximum;
  }

  private void put(long key, int length, int rank) {
    int mask = keys.length - 1;
    int slot = slot(key, length);
    while (values[slot] != EMPTY) {
      slot = slot + 1 & mask;
    }
    keys[slot] = key;
    values[slot] = length << RANK_BITS | rank;
  }

  /** The rank of the token that is {@code b[from, from + length)}, or {@link #NONE}. */
  int rank(byte[] b, int from, int length) {
    if (length > longest) {
      return NONE;
    }
    long key = key(b, from, length);
    int mask = keys.length - 1;
    for (int slot = slot(key, length); ; slot = slot + 1 & mask) {
      int value = values[slot];
      if (value == EMPTY) {
        return NONE;
      }
      if (keys[slot] == key && value >>> RANK_BITS == length) {
        int rank = value & RANK_MASK;
        if (length <= Long.BYTES || isToken(rank, b, from, length)) {
          return rank;
        }
      }
    }
  }

  /** The length of the longest token, in bytes. */
  int longest() {
    return longest;
  }

  int size() {
    return starts.length - 1;
  }

  private boolean isToken(int rank, byte[] b, int from, int length) {
    return Arrays.equals(tokens, starts[rank], starts[rank] + length, b, from, from + length);
  }

  private int slot(long key, int length) {
    return (int) (((key ^ length) * 0x9E37_79B9_7F4A_7C15L) >>> shift); // Fibonacci hashing
  }

  private static long key(byte[] b, int from, int length) {
    if (length <= Long.BYTES) {
      return from + Long.BYTES <= b.length
          ? (long) LANE.get(b, from) & (-1L >>> (64 - 8 * length))
          : lastLane(b, from, length);
    }
    long hash = length;
    int last = from + length - Long.BYTES;
    for (int i = from; i < last; i += Long.BYTES) {
      hash = mix(hash ^ (long) LANE.get(b, i));
    }
    return mix(hash ^ (long) LANE.get(b, last));
  }

  /** As a lane, where the array ends within it. */
  private static long lastLane(byte[] b, int from, int length) {
    long lane = 0;
    for (int i = length - 1; i >= 0; i--) {
      lane = lane << 8 | (b[from + i] & 0xFF);
    }
    return lane;
  }

  private static long mix(long x) {
    long product = x * 0xD6E8_FEB8_6659_FD93L; // an odd multiplier with well spread bits
    return product ^ product >>> 32;
  }
}
