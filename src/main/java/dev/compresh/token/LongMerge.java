package dev.compresh.token;

import java.util.Arrays;

/**
 * Merging of long pieces (an endless line of letters, a megabyte of spaces) in bounded memory and
 * linear time, with the same result as merging the piece as a whole.
 *
 * <p>The piece is merged window by window. A sequence of tokens is what merging yields just if each
 * two neighbours in it merge to themselves: then no merge across any of the seams could have come
 * first. So a window's tokens stand, up to a seam near its end, once the token before the seam and
 * the first token behind it, as the next window has it, are such neighbours. If no seam of a window
 * holds, the window is doubled. (The criterion is the one that the authors of the Rust crate {@code
 * bpe} describe for their incremental encoder.)
 */
final class LongMerge {
  /** Bytes: a window's heap then fits the processor's first caches. */
  static final int WINDOW = 2048;

  /** Seams tried per window; the first one nearly always holds. */
  private static final int TRIES = 8;

  private final TokenVocabulary tokenVocabulary;
  private final BytePairMerge pairs;
  private final int window;
  private HeapMerge current;
  private HeapMerge following;

  LongMerge(TokenVocabulary tokenVocabulary, BytePairMerge pairs, int window) {
    this.tokenVocabulary = tokenVocabulary;
    this.pairs = pairs;
    this.window = window;
    this.current = new HeapMerge(tokenVocabulary);
    this.following = new HeapMerge(tokenVocabulary);
  }

  /** Tokens of {@code b[from, to)}. */
  int count(byte[] b, int from, int to) {
    int tokens = 0;
    int start = from;
    int end = windowEnd(start, window, to);
    current.merge(b, start, end);
    while (end < to) {
      int seam = seam(b, to, end);
      if (seam < 0) {
        end = windowEnd(start, 2 * (end - start), to);
        current.merge(b, start, end);
        continue;
      }
      int repeats = repeats(b, start, seam, end, to);
      tokens += (1 + repeats) * current.tokensUpTo(seam);
      start = seam + repeats * (seam - start);
      end = windowEnd(start, window, to);
      if (repeats > 0) {
        current.merge(b, start, end);
      } else {
        HeapMerge merged = following;
        following = current;
        current = merged;
      }
    }
    return tokens + current.tokensUpTo(to);
  }

  /**
   * Returns how often what was found from {@code start} to {@code seam} comes again behind it
   * without merging again: as long as all bytes that were looked at for it are the same, each so
   * much further on. It is what makes endless runs and rulers cheap.
   */
  private int repeats(byte[] b, int start, int seam, int end, int to) {
    int period = seam - start;
    int mismatch = Arrays.mismatch(b, start, to - period, b, seam, to);
    int same = mismatch < 0 ? to - seam : mismatch;
    return Math.max(0, (same - (end - start) - window) / period);
  }

  /** A seam of the current window that holds, the next window merged from it; or -1. */
  private int seam(byte[] b, int to, int end) {
    int seam = current.tokenStart(end - tokenVocabulary.longest());
    for (int tries = 0; tries < TRIES && seam > current.startOffset(); tries++) {
      following.merge(b, seam, windowEnd(seam, window, to));
      int before = current.tokenStart(seam - 1);
      if (pairs.parts(b, before, seam, following.tokenEnd(seam))) {
        return seam;
      }
      seam = before;
    }
    return -1;
  }

  private static int windowEnd(int start, int size, int to) {
    return size < to - start ? start + size : to;
  }
}
