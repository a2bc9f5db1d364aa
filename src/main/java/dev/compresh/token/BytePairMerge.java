package dev.compresh.token;

import org.jspecify.annotations.Nullable;

/**
 * Byte-pair merging of one piece at a time, with its working memory; for one thread at a time.
 *
 * <p>The neighbouring parts whose joint bytes have the lowest rank are merged, the leftmost of
 * equals first, until no two neighbours make a token. Up to {@value #SHORT} bytes the lowest is
 * found by looking at all; beyond that by a heap, see {@link LongMerge}.
 */
final class BytePairMerge {
  static final int SHORT = 64;

  private final TokenVocabulary tokenVocabulary;
  private int[] starts = new int[SHORT + 1];
  private int[] ranks = new int[SHORT + 1];
  private final int window;
  private @Nullable LongMerge longMerge;

  BytePairMerge(TokenVocabulary tokenVocabulary, int window) {
    this.tokenVocabulary = tokenVocabulary;
    this.window = window;
  }

  /** Tokens of the piece {@code b[from, to)}, which is not empty and no token itself. */
  int count(byte[] b, int from, int to) {
    return to - from <= SHORT ? merge(b, from, to) : longMerge().count(b, from, to);
  }

  private LongMerge longMerge() {
    LongMerge made = longMerge;
    if (made == null) {
      made = new LongMerge(tokenVocabulary, this, window);
      longMerge = made;
    }
    return made;
  }

  /**
   * Returns whether {@code b[from, to)} merges to just the two tokens that meet at {@code middle}.
   */
  boolean parts(byte[] b, int from, int middle, int to) {
    return merge(b, from, to) == 2 && starts[1] == middle - from;
  }

  /** Merges by looking at all pairs for each merge; leaves the parts' starts behind. */
  private int merge(byte[] b, int from, int to) {
    int parts = to - from;
    if (parts >= starts.length) {
      starts = new int[parts + 1];
      ranks = new int[parts + 1];
    }
    int[] starts = this.starts;
    int[] ranks = this.ranks;
    for (int i = 0; i < parts; i++) {
      starts[i] = i;
      ranks[i] = i + 1 < parts ? tokenVocabulary.rank(b, from + i, 2) : TokenVocabulary.NONE;
    }
    starts[parts] = parts;
    while (parts > 1) {
      int lowest = lowest(ranks, parts - 1);
      if (ranks[lowest] == TokenVocabulary.NONE) {
        break;
      }
      int moved = parts - lowest - 1;
      System.arraycopy(starts, lowest + 2, starts, lowest + 1, moved);
      System.arraycopy(ranks, lowest + 2, ranks, lowest + 1, moved - 1);
      parts--;
      ranks[lowest] = pair(b, from, lowest, parts);
      if (lowest > 0) {
        ranks[lowest - 1] = pair(b, from, lowest - 1, parts);
      }
    }
    return parts;
  }

  /** The rank of the parts {@code i} and {@code i + 1} taken together. */
  private int pair(byte[] b, int from, int i, int parts) {
    return i + 2 > parts
        ? TokenVocabulary.NONE
        : tokenVocabulary.rank(b, from + starts[i], starts[i + 2] - starts[i]);
  }

  private static int lowest(int[] ranks, int length) {
    int lowest = 0;
    for (int i = 1; i < length; i++) {
      if (ranks[i] < ranks[lowest]) {
        lowest = i;
      }
    }
    return lowest;
  }
}
