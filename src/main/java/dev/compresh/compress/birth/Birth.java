package dev.compresh.compress.birth;

import dev.compresh.compress.Counter;
import dev.compresh.compress.ToolUse;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes the result of a tool smaller, whatever else is in the conversation. */
public final class Birth {
  /** Text of files stays to the letter. */
  private static final List<UnaryOperator<String>> FILES = List.of();

  /** Hits in files: their texts stay to the letter, too. */
  private static final List<UnaryOperator<String>> HITS = List.of(GrepHits::group);

  /** What is done to the output of programs, in this order. */
  private static final List<UnaryOperator<String>> PROGRAMS =
      List.of(
          Terminal::screen,
          text -> JsonBlocks.shrink(text, false),
          Blobs::cut,
          Columns::narrow,
          SameLines::collapse);

  /** The same, where lines of logs may go. */
  private static final List<UnaryOperator<String>> LOGS =
      List.of(
          Terminal::screen,
          text -> JsonBlocks.shrink(text, false),
          Blobs::cut,
          Columns::narrow,
          SameLines::collapse,
          Fold::fold);

  /** What is done to records and pages. */
  private static final List<UnaryOperator<String>> RECORDS =
      List.of(
          Terminal::screen, text -> JsonBlocks.shrink(text, true), Blobs::cut, SameLines::collapse);

  private Birth() {}

  /**
   * {@code text}, or a shorter text with the same substance where that saves a tenth or more.
   *
   * @param fold whether lines of a log that differ only in values may go
   */
  public static String shrink(ToolUse use, String text, boolean fold, Counter tokens) {
    List<UnaryOperator<String>> steps =
        switch (Kind.of(use)) {
          case FILE -> FILES;
          case SEARCH -> HITS;
          case SHELL -> fold ? LOGS : PROGRAMS;
          case DATA -> RECORDS;
        };
    String shrunk = text;
    for (UnaryOperator<String> step : steps) {
      shrunk = step.apply(shrunk);
    }
    return !shrunk.equals(text) && pays(tokens.count(text), tokens.count(shrunk)) ? shrunk : text;
  }

  /** Whether {@code after} tokens in place of {@code before} are worth a change. */
  public static boolean pays(int before, int after) {
    return after * 10L <= before * 9L;
  }
}
