package dev.compresh.token;

/**
 * Byte-pair merging with a binary heap of pairs: n log n in the window's length. Outdated pairs
 * stay in the heap and are passed over when they come up.
 */
final class HeapMerge {
  private final TokenVocabulary tokenVocabulary;
  private int from;
  private int length;

  /** By a part's start: the start of the next part, and the rank of both together. */
  private int[] next = {};

  private int[] ranks = {};

  /** By a part's start: the start of the part before, -1 at the first. */
  private int[] previous = {};

  /** Rank above, start below: lower ranks first, the leftmost of equals first. */
  private long[] heap = {};

  private int size;

  HeapMerge(TokenVocabulary tokenVocabulary) {
    this.tokenVocabulary = tokenVocabulary;
  }

  /** Merges {@code b[from, to)}; the result is read by the methods below until the next call. */
  void merge(byte[] b, int from, int to) {
    reset(from, to - from);
    for (int i = 0; i < length; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    for (int i = 0; i < length; i++) {
      rank(b, i);
    }
    while (size > 0) {
      long lowest = poll();
      int left = (int) lowest;
      if (ranks[left] != (int) (lowest >>> 32)) {
        continue;
      }
      int right = next[left];
      int after = next[right];
      next[left] = after;
      ranks[right] = TokenVocabulary.NONE;
      if (after < length) {
        previous[after] = left;
      }
      rank(b, left);
      if (previous[left] >= 0) {
        rank(b, previous[left]);
      }
    }
  }

  /** Returns where the merged bytes start. */
  int startOffset() {
    return from;
  }

  /** Tokens that end at or before {@code end}. */
  int tokensUpTo(int end) {
    int tokens = 0;
    for (int i = 0; i < length && from + next[i] <= end; i = next[i]) {
      tokens++;
    }
    return tokens;
  }

  /** The start of the last token that starts at or before {@code offset}. */
  int tokenStart(int offset) {
    int i = 0;
    while (i < length && from + next[i] <= offset) {
      i = next[i];
    }
    return from + i;
  }

  /** The end of the token that starts at {@code start}. */
  int tokenEnd(int start) {
    return from + next[start - from];
  }

  private void reset(int from, int length) {
    this.from = from;
    this.length = length;
    size = 0;
    if (next.length < length) {
      next = new int[length];
      previous = new int[length];
      ranks = new int[length];
      heap = new long[3 * length]; // a pair for each byte, and two new ones for each merge
    }
  }

  /** Finds the rank of the part at {@code i} with the next one, and queues it. */
  private void rank(byte[] b, int i) {
    int middle = next[i];
    ranks[i] =
        middle < length
            ? tokenVocabulary.rank(b, from + i, next[middle] - i)
            : TokenVocabulary.NONE;
    if (ranks[i] != TokenVocabulary.NONE) {
      push((long) ranks[i] << 32 | i);
    }
  }

  private void push(long entry) {
    int i = size++;
    while (i > 0 && heap[(i - 1) / 2] > entry) {
      heap[i] = heap[(i - 1) / 2];
      i = (i - 1) / 2;
    }
    heap[i] = entry;
  }

  private long poll() {
    long first = heap[0];
    long last = heap[--size];
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = last;
    return first;
  }
}
