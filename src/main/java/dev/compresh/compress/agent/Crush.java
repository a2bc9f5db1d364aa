package dev.compresh.compress.agent;

import dev.compresh.compress.Counter;
import dev.compresh.compress.Layer;
import dev.compresh.compress.Markers;
import dev.compresh.compress.ToolUse;
import dev.compresh.compress.birth.Birth;
import dev.compresh.compress.birth.Gutter;
import dev.compresh.compress.birth.Kind;
import dev.compresh.compress.birth.Row;
import dev.compresh.compress.birth.Thinning;
import dev.compresh.compress.repeat.Repeats;
import dev.compresh.compress.repeat.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one result: layer A on its own text, then layer B against what was forwarded.
 *
 * @param enclosure what the agent put around it
 * @param text what is forwarded of what the tool printed
 * @param standing its lines by their bodies; null where a line was replaced
 * @param numbers the number by which each line is known
 * @param before tokens of the original
 * @param after tokens of what is forwarded, with what is around it
 * @param refers names of the places to which it refers
 * @param layer the layer that saved most
 * @param reason why, without any of the text
 */
record Crush(
    Enclosure enclosure,
    String text,
    List<@Nullable String> standing,
    int[] numbers,
    int before,
    int after,
    Set<String> refers,
    Layer layer,
    String reason) {
  /** Tokens that a reference must save to be worth a reader's going back. */
  private static final int LEAST_GAIN = 12;

  /** A run of fewer characters can't save that much. */
  private static final int LEAST_CHARS = 60;

  static Crush of(ToolUse use, String original, Desk desk, Repeats repeats, Counter tokens) {
    int before = tokens.count(original);
    if (desk.markers().in(original)) {
      // Some client sends back what it got from us: it is as small as it can be.
      return untouched(use, original, before);
    }
    Enclosure around = Enclosure.of(original);
    String shrunk = desk.birth().shrink(use, around.body(), desk.mode(), tokens);
    String end = shrunk.endsWith("\n") ? "\n" : "";
    List<Row> rows = rows(use, shrunk);
    Markers markers = desk.markers();
    boolean thin = thin(rows, before, markers, tokens);
    int alone = tokens.count(around.around(thin ? print(rows, true, markers) + end : shrunk));
    List<String> bodies = rows.stream().map(Row::body).toList();
    int[] borne = rows.stream().mapToInt(Row::number).toArray();
    boolean own = Kind.of(use) == Kind.SHELL || Kind.of(use) == Kind.DATA;
    List<Run> runs =
        repeats.find(bodies, borne, own, run -> worth(rows, run, thin, markers, tokens));
    String text = print(rows, thin, runs, markers) + end;
    int after = tokens.count(around.around(text));
    if (after >= before || (runs.isEmpty() && !Birth.pays(before, after))) {
      return untouched(use, original, before);
    }
    Layer layer = alone - after > before - alone ? Layer.REPEAT : Layer.BIRTH;
    List<@Nullable String> standing = new ArrayList<>(rows.size());
    rows.forEach(row -> standing.add(markers.is(row.body()) ? null : row.body()));
    runs.forEach(run -> standing.subList(run.from(), run.end()).replaceAll(line -> null));
    String reason = layer == Layer.REPEAT ? "stands earlier" : shorter(use, thin);
    Set<String> refers = new HashSet<>();
    runs.forEach(run -> refers.add(run.label()));
    return new Crush(around, text, standing, numbers(rows), before, after, refers, layer, reason);
  }

  private static String shorter(ToolUse use, boolean thin) {
    return switch (Kind.of(use)) {
      case FILE -> thin ? "line numbers thinned" : "codes and endless lines cut";
      case SEARCH -> thin ? "line numbers thinned" : "hits grouped by file";
      case LISTING -> "names listed shorter";
      case DIFF -> "generated changes counted";
      case TEXT -> "control codes and repeats";
      case SHELL -> "output printed shorter";
      case DATA -> "records printed shorter";
    };
  }

  private static boolean thin(List<Row> rows, int before, Markers markers, Counter tokens) {
    return Thinning.possible(rows) && Birth.pays(before, tokens.count(print(rows, true, markers)));
  }

  /**
   * A result that was sent as {@code sent} before, by whatever rules. Its lines are known by the
   * numbers that are printed, since how it was made is not known.
   */
  static Crush settled(ToolUse use, String original, String sent, Markers markers, Counter tokens) {
    if (sent.equals(original)) {
      return untouched(use, original, tokens.count(original));
    }
    List<Row> rows = rows(use, sent);
    List<@Nullable String> standing = new ArrayList<>(rows.size());
    rows.forEach(row -> standing.add(markers.in(row.body()) ? null : row.body()));
    return new Crush(
        new Enclosure("", sent, ""),
        sent,
        standing,
        numbers(rows),
        tokens.count(original),
        tokens.count(sent),
        Set.of(),
        Layer.BIRTH,
        "sent so before");
  }

  static Crush untouched(ToolUse use, String original, int tokens) {
    Enclosure around = Enclosure.of(original);
    boolean plain = around.around(around.body()).equals(original);
    List<Row> rows = rows(use, around.body());
    List<@Nullable String> bodies = new ArrayList<>(rows.size());
    // In a JSON string, lines with escapes do not stand to the letter.
    rows.forEach(row -> bodies.add(plain || bare(row) ? row.body() : null));
    Enclosure kept = plain ? around : new Enclosure("", original, "");
    return new Crush(
        kept, kept.body(), bodies, numbers(rows), tokens, tokens, Set.of(), Layer.BIRTH, "");
  }

  private static boolean bare(Row row) {
    return row.body().chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
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

  /** What stands in the place of a result that was cut: nothing refers to it. */
  static Crush cut(String original, String marker, String reason, int before, Counter tokens) {
    Enclosure around = Enclosure.of(original);
    String end = around.tail().isEmpty() ? "" : "\n";
    int after = tokens.count(around.around(marker + end));
    List<@Nullable String> standing = Collections.singletonList(null);
    int[] numbers = {-1};
    return new Crush(
        around, marker + end, standing, numbers, before, after, Set.of(), Layer.ANCHOR, reason);
  }

  /** Whether it stands for a result that was cut. */
  boolean cut() {
    return layer == Layer.ANCHOR;
  }

  /** Whether it refers to any of {@code names}. */
  boolean refers(Set<String> names) {
    return !refers.isEmpty() && refers.stream().anyMatch(names::contains);
  }

  /** The whole of what is forwarded. */
  String forwarded() {
    return enclosure.around(text);
  }

  int saved() {
    return before - after;
  }

  boolean changed() {
    return after < before;
  }

  private static boolean worth(
      List<Row> rows, Run run, boolean thin, Markers markers, Counter tokens) {
    List<Row> part = rows.subList(run.from(), run.end());
    int chars = part.stream().mapToInt(row -> row.body().length()).sum();
    if (chars < LEAST_CHARS) {
      return false;
    }
    int saved =
        tokens.count(print(part, thin, markers)) - tokens.count(markers.mark(words(rows, run)));
    return saved >= LEAST_GAIN;
  }

  /** What a reference says. */
  private static String words(List<Row> rows, Run run) {
    Row first = rows.get(run.from());
    Row last = rows.get(run.end() - 1);
    String lines = run.size() + " lines";
    if (run.whole()) {
      return "same as " + run.label() + " above";
    }
    if (run.label().equals(Run.HERE)) {
      return lines + " same as lines " + run.first() + "-" + run.last() + " here";
    }
    if (run.first() < 0) {
      return lines + " same as the last " + run.size() + " of " + run.label() + " above";
    }
    boolean numbered = first.numbered() && last.numbered();
    String there = run.first() + "-" + run.last();
    String here = numbered ? first.number() + "-" + last.number() : lines;
    return here.equals(there)
        ? here + " same as in " + run.label() + " above"
        : here + " same as " + there + " of " + run.label() + " above";
  }

  private static String print(List<Row> rows, boolean thin, Markers markers) {
    return print(rows, thin, List.of(), markers);
  }

  private static String print(List<Row> rows, boolean thin, List<Run> runs, Markers markers) {
    Thinning out = new Thinning(thin);
    int at = 0;
    for (Run run : runs) {
      rows.subList(at, run.from()).forEach(out::row);
      out.marker(markers.mark(words(rows, run)));
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
