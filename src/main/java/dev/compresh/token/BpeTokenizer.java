package dev.compresh.token;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A split pattern and a vocabulary: counts exactly as tiktoken does with the two. */
final class BpeTokenizer implements Tokenizer {
  /** Characters encoded at once, so that a long text does not need a copy of its own length. */
  private static final int PART = 4096;

  private final PieceSplitRule pieceSplitRule;
  private final TokenVocabulary tokenVocabulary;
  private final int part;
  private final int window;

  BpeTokenizer(PieceSplitRule pieceSplitRule, TokenVocabulary tokenVocabulary) {
    this(pieceSplitRule, tokenVocabulary, PART, LongMerge.WINDOW);
  }

  /**
   * With sizes of its own; counts don't depend on them.
   *
   * @param part characters encoded at once
   * @param window bytes merged at once of a long piece
   */
  BpeTokenizer(
      PieceSplitRule pieceSplitRule, TokenVocabulary tokenVocabulary, int part, int window) {
    this.pieceSplitRule = pieceSplitRule;
    this.tokenVocabulary = tokenVocabulary;
    this.part = part;
    this.window = window;
  }

  @Override
  public int count(String text) {
    CountInProgress countInProgress = new CountInProgress();
    byte[] buffer = new byte[3 * Math.min(text.length(), part)];
    int from = 0;
    while (from < text.length()) {
      int to =
          text.length() - from <= part
              ? text.length()
              : PieceBoundaries.nearestBoundary(text, from, from + part);
      if (buffer.length < 3L * (to - from)) {
        byte[] encoded = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        countInProgress.add(encoded, 0, encoded.length);
      } else {
        countInProgress.add(buffer, 0, Utf8.encode(text, from, to, buffer));
      }
      from = to;
    }
    return countInProgress.tokens;
  }

  @Override
  public int count(byte[] utf8, int from, int to) {
    if (!Utf8.valid(utf8, from, to)) {
      return count(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }
    CountInProgress countInProgress = new CountInProgress();
    countInProgress.add(utf8, from, to);
    return countInProgress.tokens;
  }

  /** One call's count so far; the memory to merge in is made when a piece first needs it. */
  private final class CountInProgress {
    private int tokens;
    private @Nullable BytePairMerge bytePairMerge;

    void add(byte[] utf8, int from, int to) {
      int start = from;
      while (start < to) {
        int end = pieceSplitRule.end(utf8, start, to);
        if (tokenVocabulary.rank(utf8, start, end - start) != TokenVocabulary.NONE) {
          tokens++;
        } else {
          tokens += merged(utf8, start, end);
        }
        start = end;
      }
    }

    private int merged(byte[] utf8, int start, int end) {
      BytePairMerge bytePairMerge = this.bytePairMerge;
      if (bytePairMerge == null) {
        bytePairMerge = new BytePairMerge(tokenVocabulary, window);
        this.bytePairMerge = bytePairMerge;
      }
      return bytePairMerge.count(utf8, start, end);
    }
  }
}
