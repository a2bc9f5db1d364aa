package dev.compresh.compression.dedup;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words for references by which a reader of the forwarded prompt finds the lines. */
final class PointerWriter {
  /** Lines left standing at either end of a run, so that it ends with lines that tell. */
  private static final int MOST_LEFT = 5;

  /** Lengths to which lines are cut in quotes, the next where one is not enough. */
  private static final int[] QUOTES = {12, 20, 32, 80};

  /** Lines looked at to make quotes for one text; then no more are made. */
  private static final int MOST_WORK = 400_000;

  private final ResultNames names;
  private final int reader;
  private final int[] numbers;
  private @Nullable ResultName last;
  private int work;

  /**
   * A writer for one result.
   *
   * @param reader number of the result that refers
   * @param numbers the number that each of its lines carries, -1 for none
   */
  PointerWriter(ResultNames names, int reader, int[] numbers) {
    this.names = names;
    this.reader = reader;
    this.numbers = numbers;
  }

  /** Notes that {@code run} became a reference: what follows can say that it appears there, too. */
  void wrote(RepeatedRun repeatedRun) {
    last = repeatedRun.where() == null ? last : repeatedRun.where();
  }

  /** The reference for all lines of {@code match}, which are all of a result; null for no way. */
  @Nullable RepeatedRun whole(LineMatch lineMatch, ForwardedResult forwardedResult) {
    String name = names.describe(forwardedResult.name(), reader);
    return name == null
        ? null
        : new RepeatedRun(
            lineMatch.at(),
            lineMatch.size(),
            forwardedResult.name(),
            words(null, 0, null, name, "", ""));
  }

  /** The reference for lines of {@code match} in a result above; null for no way. */
  @Nullable RepeatedRun part(LineMatch lineMatch, ForwardedResult forwardedResult) {
    String called = names.describe(forwardedResult.name(), reader);
    if (called == null) {
      return null;
    }
    ForwardedText there = forwardedResult.text();
    if (there.isAll(lineMatch.line(), lineMatch.size())) {
      String words = words(here(lineMatch), lineMatch.size(), null, called, "", "");
      return new RepeatedRun(lineMatch.at(), lineMatch.size(), forwardedResult.name(), words);
    }
    String name = forwardedResult.name().equals(last) ? PointerText.THERE : called;
    int first = there.numbers()[lineMatch.line()];
    int end = there.numbers()[lineMatch.line() + lineMatch.size() - 1];
    work += there.size();
    if (work > MOST_WORK) {
      return null;
    }
    boolean numbered =
        first >= 0
            && end - first == lineMatch.size() - 1
            && there.place(first) == lineMatch.line()
            && there.place(end) == lineMatch.line() + lineMatch.size() - 1;
    if (numbered) {
      PointerText.LocalLines place = new PointerText.LocalLines(first, end);
      String words = words(here(lineMatch), lineMatch.size(), place, name, "", "");
      return new RepeatedRun(lineMatch.at(), lineMatch.size(), forwardedResult.name(), words);
    }
    return quoted(
        lineMatch,
        new PointerPlace(
            there.bodies(),
            there.from(),
            there.to(),
            there.isOpen(),
            name,
            forwardedResult.name()));
  }

  /** The reference for lines of {@code match} further up in the same text. */
  @Nullable RepeatedRun own(LineMatch lineMatch, SelfRepeats earlier) {
    if (work > MOST_WORK) {
      return null;
    }
    List<@Nullable String> above = new ArrayList<>(earlier.printed(lineMatch.at()));
    PointerPlace pointerPlace = new PointerPlace(above, -1, above.size(), true, "", null);
    above.addAll(earlier.standing(lineMatch.at(), MOST_LEFT));
    return quoted(earlier.printed(lineMatch), pointerPlace);
  }

  /**
   * The position of lines.
   *
   * @param first the first line that needs no quote, -1 for none
   * @param until the line behind the last one
   * @param open whether more comes after it
   */
  private record PointerPlace(
      List<@Nullable String> lines,
      int first,
      int until,
      boolean open,
      String name,
      @Nullable ResultName where) {

    /** The line behind the last one, where {@code left} lines stand before the reference. */
    int endLine(int left) {
      return where == null ? until + left : until;
    }

    boolean begins(LineMatch lineMatch) {
      return lineMatch.line() == first;
    }

    boolean ends(LineMatch lineMatch) {
      return !open && lineMatch.line() + lineMatch.size() == until;
    }
  }

  private @Nullable RepeatedRun quoted(LineMatch lineMatch, PointerPlace pointerPlace) {
    int mostAbove = pointerPlace.begins(lineMatch) ? 0 : MOST_LEFT;
    int mostBelow = pointerPlace.ends(lineMatch) ? 0 : MOST_LEFT;
    for (int left = 0; left <= mostAbove + mostBelow; left++) {
      for (int above = Math.max(0, left - mostBelow); above <= Math.min(left, mostAbove); above++) {
        int size = lineMatch.size() - left;
        if (size >= LineIndex.WINDOW) {
          LineMatch part =
              new LineMatch(
                  lineMatch.at() + above, size, lineMatch.source(), lineMatch.line() + above);
          RepeatedRun repeatedRun = quote(part, pointerPlace, pointerPlace.endLine(above));
          if (repeatedRun != null) {
            return repeatedRun;
          }
        }
      }
    }
    return null;
  }

  private @Nullable RepeatedRun quote(LineMatch lineMatch, PointerPlace pointerPlace, int until) {
    String first = pointerPlace.lines().get(lineMatch.line());
    String end = pointerPlace.lines().get(lineMatch.line() + lineMatch.size() - 1);
    boolean begins = pointerPlace.begins(lineMatch);
    boolean ends = !begins && pointerPlace.ends(lineMatch);
    boolean tells = (begins || LineQuote.isTelling(first)) && (ends || LineQuote.isTelling(end));
    if (!tells || first == null || end == null) {
      return null;
    }
    for (int length : QUOTES) {
      String from = begins ? "" : LineQuote.quote(first, length);
      String to = ends ? "" : LineQuote.quote(end, length);
      work += pointerPlace.lines().size();
      if (work > MOST_WORK) {
        return null;
      }
      boolean found =
          begins
              || ends
              || LineQuote.place(pointerPlace.lines(), until, from, to, lineMatch.size())
                  == lineMatch.line();
      if (found) {
        String words =
            words(here(lineMatch), lineMatch.size(), null, pointerPlace.name(), from, to);
        return new RepeatedRun(lineMatch.at(), lineMatch.size(), pointerPlace.where(), words);
      }
    }
    return null;
  }

  private PointerText.@Nullable LocalLines here(LineMatch lineMatch) {
    int first = numbers[lineMatch.at()];
    return first < 0 ? null : new PointerText.LocalLines(first, numbers[lineMatch.end() - 1]);
  }

  private static String words(
      PointerText.@Nullable LocalLines localLines,
      int count,
      PointerText.@Nullable LocalLines there,
      String name,
      String from,
      String to) {
    return new PointerText(localLines, count, there, name, from, to).words();
  }
}
