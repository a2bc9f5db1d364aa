package dev.compresh.token;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A split pattern and a vocabulary: counts exactly as tiktoken does with the two. */
final class BpeTokenizer implements Tokenizer {
  /** Characters encoded at once, so that a long text does not need a copy of its own length. */
  private static final int PART = 4096;

  private final Splitter splitter;
  private final Vocabulary vocabulary;
  private final int part;
  private final int window;

  BpeTokenizer(Splitter splitter, Vocabulary vocabulary) {
    this(splitter, vocabulary, PART, LongMerge.WINDOW);
  }

  /**
   * With sizes of its own; counts don't depend on them.
   *
   * @param part characters encoded at once
   * @param window bytes merged at once of a long piece
   */
  BpeTokenizer(Splitter splitter, Vocabulary vocabulary, int part, int window) {
    this.splitter = splitter;
    this.vocabulary = vocabulary;
    this.part = part;
    this.window = window;
  }

  @Override
  public int count(String text) {
    Counting counting = new Counting();
    byte[] buffer = new byte[3 * Math.min(text.length(), part)];
    int from = 0;
    while (from < text.length()) {
      int to = text.length() - from <= part ? text.length() : Seams.near(text, from, from + part);
      if (buffer.length < 3L * (to - from)) {
        byte[] encoded = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        counting.add(encoded, 0, encoded.length);
      } else {
        counting.add(buffer, 0, Utf8.encode(text, from, to, buffer));
      }
      from = to;
    }
    return counting.tokens;
  }

  @Override
  public int count(byte[] utf8, int from, int to) {
    if (!Utf8.valid(utf8, from, to)) {
      return count(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }
    Counting counting = new Counting();
    counting.add(utf8, from, to);
    return counting.tokens;
  }

  /** One call's count so far; the memory to merge in is made when a piece first needs it. */
  private final class Counting {
    private int tokens;
    private @Nullable Merge merge;

    void add(byte[] utf8, int from, int to) {
      int start = from;
      while (start < to) {
        int end = splitter.end(utf8, start, to);
        if (vocabulary.rank(utf8, start, end - start) != Vocabulary.NONE) {
          tokens++;
        } else {
          tokens += merged(utf8, start, end);
        }
        start = end;
      }
    }

    private int merged(byte[] utf8, int start, int end) {
      Merge merge = this.merge;
      if (merge == null) {
        merge = new Merge(vocabulary, window);
        this.merge = merge;
      }
      return merge.count(utf8, start, end);
    }
  }
}
