package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.ToolUse;
import dev.compresh.compress.birth.Gutter;
import dev.compresh.compress.birth.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads forwarded results as a patient model would: every reference is looked up in what was
 * forwarded before, every bare line counted from the number above it.
 */
final class Resolver {
  private static final Pattern WHOLE = Pattern.compile("\\[same as (.+) above ·\\d+]");
  private static final Pattern NUMBERED =
      Pattern.compile("\\[(\\d+)-(\\d+) same as (?:in|(\\d+)-(\\d+) of) (.+) above ·\\d+]");
  private static final Pattern COUNTED =
      Pattern.compile("\\[(\\d+) lines? same as (\\d+)-(\\d+) of (.+) above ·\\d+]");

  private static final Pattern LAST =
      Pattern.compile("\\[(\\d+) lines same as the last (\\d+) of (.+) above ·\\d+]");

  /**
   * A source that a reference can name.
   *
   * @param standing whether each line can be read there
   */
  private record Source(List<Row> rows, List<Boolean> standing) {}

  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  int references;

  void call(ToolUse use) {
    for (String text : use.written()) {
      List<Row> rows = Gutter.plain(text);
      sources.put(named("your " + name(use)), source(rows));
    }
  }

  private static Source source(List<Row> rows) {
    return new Source(rows, new ArrayList<>(Collections.nCopies(rows.size(), true)));
  }

  /** Checks that {@code forwarded} says what {@code text} says, to the letter. */
  void result(ToolUse use, String text, String forwarded) {
    List<Row> rows = rows(use, text);
    Source source = source(rows);
    if (!forwarded.equals(text)) {
      assertThat(forwarded.endsWith("\n")).isEqualTo(text.endsWith("\n"));
      int at = 0;
      for (String line : Gutter.lines(cut(forwarded))) {
        at = line(line, rows, at, source);
      }
      assertThat(at).as("lines of\n%s", forwarded).isEqualTo(rows.size());
    }
    sources.put(named(name(use)), source);
  }

  private int line(String line, List<Row> rows, int at, Source into) {
    assertThat(at).as("too many lines: %s", line).isLessThan(rows.size());
    Row row = rows.get(at);
    boolean whole = line.equals(row.gutter() + row.body());
    boolean labelled = row.numbered() && line.equals("" + row.number() + row.mark() + row.body());
    boolean counted =
        line.equals(row.body()) && at > 0 && rows.get(at - 1).number() + 1 == row.number();
    if (whole || labelled || counted) {
      return at + 1;
    }
    Matcher all = WHOLE.matcher(line);
    Matcher range = NUMBERED.matcher(line);
    Matcher count = COUNTED.matcher(line);
    if (range.matches()) {
      int first = Integer.parseInt(range.group(1));
      int last = Integer.parseInt(range.group(2));
      int from = range.group(3) == null ? first : Integer.parseInt(range.group(3));
      int to = range.group(4) == null ? last : Integer.parseInt(range.group(4));
      assertThat(row.number()).as(line).isEqualTo(first);
      int end = same(line, rows, at, range.group(5), from, to, into);
      assertThat(rows.get(end - 1).number()).as(line).isEqualTo(last);
      return end;
    }
    if (count.matches()) {
      int from = Integer.parseInt(count.group(2));
      int to = Integer.parseInt(count.group(3));
      int end = same(line, rows, at, count.group(4), from, to, into);
      assertThat(end - at).as(line).isEqualTo(Integer.parseInt(count.group(1)));
      return end;
    }
    Matcher tail = LAST.matcher(line);
    if (tail.matches()) {
      Source source = known(tail.group(3), line);
      int size = source.rows().size();
      int from = size - Integer.parseInt(tail.group(2));
      assertThat(tail.group(1)).isEqualTo(tail.group(2));
      return same(line, rows, at, source, from, size, into);
    }
    assertThat(all.matches() && at == 0).as("not in the original: %s for %s", line, row).isTrue();
    Source source = known(all.group(1), line);
    assertThat(bodies(source.rows())).as(line).isEqualTo(bodies(rows));
    assertThat(source.standing()).as(line).doesNotContain(false);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).numbered()) {
        Row there = source.rows().get(i);
        assertThat(there.numbered() ? there.number() : i + 1)
            .as("%s: its numbers", line)
            .isEqualTo(rows.get(i).number());
      }
      into.standing().set(i, false);
    }
    references++;
    return rows.size();
  }

  private Source known(String label, String line) {
    assertThat(sources).as(line).containsKey(label);
    return Objects.requireNonNull(sources.get(label));
  }

  /** The lines numbered {@code first} to {@code last} of a source are those from {@code at}. */
  private int same(
      String line, List<Row> rows, int at, String label, int first, int last, Source into) {
    Source source = known(label, line);
    boolean gutter = source.rows().stream().anyMatch(Row::numbered);
    int from = -1;
    int to = -1;
    for (int i = 0; i < source.rows().size(); i++) {
      int number = gutter ? source.rows().get(i).number() : i + 1;
      from = number == first && from < 0 ? i : from;
      to = number == last ? i + 1 : to;
    }
    assertThat(from).as("%s: the first", line).isNotNegative();
    assertThat(to).as("%s: the last", line).isGreaterThan(from);
    return same(line, rows, at, source, from, to, into);
  }

  private int same(
      String line, List<Row> rows, int at, Source source, int from, int to, Source into) {
    int end = at + to - from;
    assertThat(end).as(line).isLessThanOrEqualTo(rows.size());
    assertThat(bodies(rows.subList(at, end)))
        .as(line)
        .isEqualTo(bodies(source.rows().subList(from, to)));
    assertThat(source.standing().subList(from, to)).as("%s: stands", line).doesNotContain(false);
    for (int i = at; i < end; i++) {
      into.standing().set(i, false);
    }
    references++;
    return end;
  }

  private static List<String> bodies(List<Row> rows) {
    return rows.stream().map(Row::body).toList();
  }

  private static List<Row> rows(ToolUse use, String text) {
    return use.command().isEmpty() ? Gutter.rows(cut(text)) : Gutter.plain(cut(text));
  }

  private static String cut(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private String named(String name) {
    int n = uses.merge(name, 1, Integer::sum);
    return n == 1 ? name : name + " #" + n;
  }

  private static String name(ToolUse use) {
    if (!use.command().isEmpty()) {
      return "`" + use.command() + "`";
    }
    String target = use.target();
    return target.isEmpty()
        ? use.tool()
        : use.tool() + " " + target.substring(target.lastIndexOf('/') + 1);
  }
}
