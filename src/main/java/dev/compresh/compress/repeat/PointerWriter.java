package dev.compresh.compress.repeat;

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
   * @param numbers the number that each of its lines bears, -1 for none
   */
  PointerWriter(ResultNames names, int reader, int[] numbers) {
    this.names = names;
    this.reader = reader;
    this.numbers = numbers;
  }

  /** Notes that {@code run} became a reference: what follows can say that it stands there, too. */
  void wrote(Run run) {
    last = run.where() == null ? last : run.where();
  }

  /** The reference for all lines of {@code match}, which are all of a result; null for no way. */
  @Nullable Run whole(Match match, Source source) {
    String name = names.describe(source.name(), reader);
    return name == null
        ? null
        : new Run(match.at(), match.size(), source.name(), words(null, 0, null, name, "", ""));
  }

  /** The reference for lines of {@code match} in a result above; null for no way. */
  @Nullable Run part(Match match, Source source) {
    String called = names.describe(source.name(), reader);
    if (called == null) {
      return null;
    }
    ForwardedText there = source.text();
    if (there.isAll(match.line(), match.size())) {
      String words = words(here(match), match.size(), null, called, "", "");
      return new Run(match.at(), match.size(), source.name(), words);
    }
    String name = source.name().equals(last) ? PointerText.THERE : called;
    int first = there.numbers()[match.line()];
    int end = there.numbers()[match.line() + match.size() - 1];
    work += there.size();
    if (work > MOST_WORK) {
      return null;
    }
    boolean numbered =
        first >= 0
            && end - first == match.size() - 1
            && there.place(first) == match.line()
            && there.place(end) == match.line() + match.size() - 1;
    if (numbered) {
      PointerText.Here place = new PointerText.Here(first, end);
      String words = words(here(match), match.size(), place, name, "", "");
      return new Run(match.at(), match.size(), source.name(), words);
    }
    return quoted(
        match,
        new Place(there.bodies(), there.from(), there.to(), there.isOpen(), name, source.name()));
  }

  /** The reference for lines of {@code match} further up in the same text. */
  @Nullable Run own(Match match, Own earlier) {
    if (work > MOST_WORK) {
      return null;
    }
    List<@Nullable String> above = new ArrayList<>(earlier.printed(match.at()));
    Place place = new Place(above, -1, above.size(), true, "", null);
    above.addAll(earlier.standing(match.at(), MOST_LEFT));
    return quoted(earlier.printed(match), place);
  }

  /**
   * Where lines stand.
   *
   * @param first the first line that needs no quote, -1 for none
   * @param until the line behind the last one
   * @param open whether more stands behind it
   */
  private record Place(
      List<@Nullable String> lines,
      int first,
      int until,
      boolean open,
      String name,
      @Nullable ResultName where) {

    /** The line behind the last one, where {@code left} lines stand before the reference. */
    int until(int left) {
      return where == null ? until + left : until;
    }

    boolean begins(Match match) {
      return match.line() == first;
    }

    boolean ends(Match match) {
      return !open && match.line() + match.size() == until;
    }
  }

  private @Nullable Run quoted(Match match, Place place) {
    int mostAbove = place.begins(match) ? 0 : MOST_LEFT;
    int mostBelow = place.ends(match) ? 0 : MOST_LEFT;
    for (int left = 0; left <= mostAbove + mostBelow; left++) {
      for (int above = Math.max(0, left - mostBelow); above <= Math.min(left, mostAbove); above++) {
        int size = match.size() - left;
        if (size >= Repeats.WINDOW) {
          Match part = new Match(match.at() + above, size, match.source(), match.line() + above);
          Run run = quote(part, place, place.until(above));
          if (run != null) {
            return run;
          }
        }
      }
    }
    return null;
  }

  private @Nullable Run quote(Match match, Place place, int until) {
    String first = place.lines().get(match.line());
    String end = place.lines().get(match.line() + match.size() - 1);
    boolean begins = place.begins(match);
    boolean ends = !begins && place.ends(match);
    boolean tells = (begins || LineQuote.isTelling(first)) && (ends || LineQuote.isTelling(end));
    if (!tells || first == null || end == null) {
      return null;
    }
    for (int length : QUOTES) {
      String from = begins ? "" : LineQuote.of(first, length);
      String to = ends ? "" : LineQuote.of(end, length);
      work += place.lines().size();
      if (work > MOST_WORK) {
        return null;
      }
      boolean found =
          begins
              || ends
              || LineQuote.place(place.lines(), until, from, to, match.size()) == match.line();
      if (found) {
        String words = words(here(match), match.size(), null, place.name(), from, to);
        return new Run(match.at(), match.size(), place.where(), words);
      }
    }
    return null;
  }

  private PointerText.@Nullable Here here(Match match) {
    int first = numbers[match.at()];
    return first < 0 ? null : new PointerText.Here(first, numbers[match.end() - 1]);
  }

  private static String words(
      PointerText.@Nullable Here here,
      int count,
      PointerText.@Nullable Here there,
      String name,
      String from,
      String to) {
    return new PointerText(here, count, there, name, from, to).words();
  }
}
