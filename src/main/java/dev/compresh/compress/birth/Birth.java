package dev.compresh.compress.birth;

import dev.compresh.compress.Counter;
import dev.compresh.compress.Markers;
import dev.compresh.compress.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes the result of a tool smaller, whatever else is in the conversation. */
public final class Birth {
  /** Text of files stays to the letter; but nobody reads codes of thousands of signs. */
  private final List<UnaryOperator<String>> files;

  /** Hits in files: their texts stay to the letter, too. */
  private final List<UnaryOperator<String>> hits;

  private final List<UnaryOperator<String>> listings;

  /** What is done to paths beside that where they need not be whole, to be found again. */
  private final List<UnaryOperator<String>> groups = List.of(Paths::group);

  private final List<UnaryOperator<String>> diffs;

  /** What is done to the output of programs, in this order. */
  private final List<UnaryOperator<String>> programs;

  /** What is done to it beside that where lines that say the same may go. */
  private final List<UnaryOperator<String>> folds;

  /** The same where nothing tells that the program runs something: lines may be what it was for. */
  private final List<UnaryOperator<String>> logs;

  /** The same where rows were asked for: none may go. */
  private final List<UnaryOperator<String>> rows;

  /** What is done to records and pages. */
  private final List<UnaryOperator<String>> records;

  public Birth(Markers markers) {
    Blobs blobs = new Blobs(markers);
    SameLines same = new SameLines(markers);
    files = List.of(blobs::cutLong);
    hits = List.of(Terminal::bare, GrepHits::group, Paths::groupMany, blobs::cutLong);
    listings =
        List.of(
            Terminal::bare, Tree::indent, LongListing::narrow, Paths::groupMany, same::collapse);
    diffs = List.of(Terminal::bare, new Diffs(markers)::shorten, blobs::cutLong);
    programs =
        List.of(
            Terminal::screen,
            text -> JsonBlocks.shrink(text, false),
            Html::text,
            blobs::cut,
            new Progress(markers)::fold,
            LongListing::narrow,
            Aligned::hoist,
            Columns::narrow,
            Csv::hoist,
            Tree::indent,
            Paths::groupMany,
            same::collapse);
    rows = List.of(GrepHits::places, Paths::group);
    Fold fold = new Fold(markers);
    List<UnaryOperator<String>> traces =
        List.of(
            new Passes(markers)::fold, GrepHits::places, Paths::group, new Frames(markers)::fold);
    folds = join(traces, List.of(fold::fold));
    logs = join(traces, List.of(fold::foldLogs));
    records =
        List.of(
            Terminal::screen,
            text -> JsonBlocks.shrink(text, true),
            Html::text,
            blobs::cut,
            Csv::hoist,
            same::collapse);
  }

  /**
   * {@code text}, or a shorter text with the same substance where that saves a tenth or more.
   *
   * @param fold whether lines of a log that differ only in values may go
   */
  public String shrink(ToolUse use, String text, boolean fold, Counter tokens) {
    String shrunk = text;
    for (UnaryOperator<String> step : steps(use, fold)) {
      shrunk = step.apply(shrunk);
    }
    // A page may hold nothing to read; then it is not for reading.
    boolean said = !shrunk.equals(text) && !shrunk.isBlank();
    return said && pays(tokens.count(text), tokens.count(shrunk)) ? shrunk : text;
  }

  private List<UnaryOperator<String>> steps(ToolUse use, boolean fold) {
    return switch (Kind.of(use)) {
      case FILE -> files;
      case SEARCH -> fold ? join(hits, groups) : hits;
      case LISTING -> fold ? join(listings, groups) : listings;
      case DIFF -> diffs;
      case SHELL -> fold ? join(programs, folds(use)) : programs;
      case DATA -> records;
    };
  }

  private List<UnaryOperator<String>> folds(ToolUse use) {
    List<List<String>> run = Shell.programs(use.command());
    // What git lists are files and commits; its progress is told apart before.
    if (run.stream().anyMatch(p -> Queries.is(p) || p.getFirst().equals("git"))) {
      return rows;
    }
    return run.stream().anyMatch(p -> Runners.is(p.getFirst())) ? folds : logs;
  }

  private static <T> List<T> join(List<T> first, List<T> then) {
    List<T> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  /** Whether {@code after} tokens in place of {@code before} are worth a change. */
  public static boolean pays(int before, int after) {
    return after * 10L <= before * 9L;
  }
}
