package dev.compresh.compress.agent;

import dev.compresh.compress.Counter;
import dev.compresh.compress.Layer;
import dev.compresh.compress.ToolUse;
import dev.compresh.compress.birth.Birth;
import dev.compresh.compress.birth.Gutter;
import dev.compresh.compress.birth.Row;
import dev.compresh.compress.birth.Thinning;
import dev.compresh.compress.repeat.Repeats;
import dev.compresh.compress.repeat.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one result: layer A on its own text, then layer B against what was forwarded.
 *
 * @param text what is forwarded
 * @param standing its lines by their bodies; null where a line was replaced
 * @param numbers the number by which each line is known
 * @param before tokens of the original
 * @param after tokens of {@code text}
 * @param layer the layer that saved most
 * @param reason why, without any of the text
 */
record Crush(
    String text,
    List<@Nullable String> standing,
    int[] numbers,
    int before,
    int after,
    Layer layer,
    String reason) {
  /** Tokens that a reference must save to be worth a reader's going back. */
  private static final int LEAST_GAIN = 12;

  /** A run of fewer characters can't save that much. */
  private static final int LEAST_CHARS = 60;

  static Crush of(ToolUse use, String original, boolean fold, Repeats repeats, Counter tokens) {
    int before = tokens.count(original);
    String shrunk = Birth.shrink(use, original, fold, tokens);
    String end = shrunk.endsWith("\n") ? "\n" : "";
    List<Row> rows = rows(use, shrunk);
    boolean thin = Thinning.possible(rows) && Birth.pays(before, tokens.count(print(rows, true)));
    int alone = thin ? tokens.count(print(rows, true)) : tokens.count(shrunk);
    List<Run> runs = new ArrayList<>();
    List<String> bodies = rows.stream().map(Row::body).toList();
    int[] borne = rows.stream().mapToInt(Row::number).toArray();
    for (Run run : repeats.find(bodies, borne)) {
      if (worth(rows, run, thin, tokens)) {
        runs.add(run);
      }
    }
    String text = print(rows, thin, runs) + end;
    int after = tokens.count(text);
    if (after >= before) {
      return untouched(use, original, before);
    }
    Layer layer = alone - after > before - alone ? Layer.REPEAT : Layer.BIRTH;
    List<@Nullable String> standing = new ArrayList<>(rows.size());
    rows.forEach(row -> standing.add(row.body()));
    runs.forEach(run -> standing.subList(run.from(), run.end()).replaceAll(line -> null));
    String reason = layer == Layer.REPEAT ? "stands earlier" : "printed shorter";
    return new Crush(text, standing, numbers(rows), before, after, layer, reason);
  }

  static Crush untouched(ToolUse use, String original, int tokens) {
    List<Row> rows = rows(use, original);
    List<@Nullable String> bodies = new ArrayList<>(rows.size());
    rows.forEach(row -> bodies.add(row.body()));
    return new Crush(original, bodies, numbers(rows), tokens, tokens, Layer.BIRTH, "");
  }

  /**
   * Lines with their numbers apart, where the tool numbers of its own accord. Who has a shell print
   * numbers wants them, and quotes them.
   */
  private static List<Row> rows(ToolUse use, String whole) {
    // A last line feed ends a line; it does not start one.
    String text = whole.endsWith("\n") ? whole.substring(0, whole.length() - 1) : whole;
    return use.command().isEmpty() ? Gutter.rows(text) : Gutter.plain(text);
  }

  int saved() {
    return before - after;
  }

  boolean changed() {
    return after < before;
  }

  private static boolean worth(List<Row> rows, Run run, boolean thin, Counter tokens) {
    List<Row> part = rows.subList(run.from(), run.end());
    int chars = part.stream().mapToInt(row -> row.body().length()).sum();
    if (chars < LEAST_CHARS) {
      return false;
    }
    int saved = tokens.count(print(part, thin)) - tokens.count(marker(rows, run));
    return saved >= LEAST_GAIN;
  }

  private static String marker(List<Row> rows, Run run) {
    Row first = rows.get(run.from());
    Row last = rows.get(run.end() - 1);
    if (run.whole()) {
      return "[same as " + run.label() + " above]";
    }
    if (run.first() < 0) {
      return "["
          + run.size()
          + " lines same as the last "
          + run.size()
          + " of "
          + run.label()
          + " above]";
    }
    boolean numbered = first.numbered() && last.numbered();
    String there = run.first() + "-" + run.last();
    String here = numbered ? first.number() + "-" + last.number() : run.size() + " lines";
    return here.equals(there)
        ? "[" + here + " same as in " + run.label() + " above]"
        : "[" + here + " same as " + there + " of " + run.label() + " above]";
  }

  private static String print(List<Row> rows, boolean thin) {
    return print(rows, thin, List.of());
  }

  private static String print(List<Row> rows, boolean thin, List<Run> runs) {
    Thinning out = new Thinning(thin);
    int at = 0;
    for (Run run : runs) {
      rows.subList(at, run.from()).forEach(out::row);
      out.marker(marker(rows, run));
      at = run.end();
    }
    rows.subList(at, rows.size()).forEach(out::row);
    return out.toString();
  }

  /**
   * The number by which each line can be called: the one that it bears, or, where none bears one,
   * its place. Words before and after numbered lines have none.
   */
  private static int[] numbers(List<Row> rows) {
    boolean gutter = rows.stream().anyMatch(Row::numbered);
    int[] numbers = new int[rows.size()];
    Arrays.setAll(numbers, i -> gutter ? rows.get(i).number() : i + 1);
    return numbers;
  }
}
