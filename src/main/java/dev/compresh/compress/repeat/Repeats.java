package dev.compresh.compress.repeat;

import dev.compresh.compress.ToolUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All lines that stand in what was forwarded so far, found by three in a row. Grows message by
 * message, and can be cut back.
 */
public final class Repeats {
  /** Lines in a row by which a place is found, and the shortest run. */
  static final int WINDOW = 3;

  /** Places remembered for the same lines, the oldest first. */
  private static final int MOST_PLACES = 6;

  private final List<Source> sources = new ArrayList<>();
  private final Map<Long, int[]> places = new HashMap<>();

  /** What was forwarded of each result, by its number. */
  private final Map<Integer, ForwardedText> texts = new HashMap<>();

  /**
   * The runs of {@code text} that stand further up and can be referred to, in order, not
   * overlapping, each as long as it can be.
   *
   * @param from the first line that may be replaced
   * @param reader number of the result that {@code text} is of
   * @param own whether lines may also be referred to where they stand earlier in {@code text}
   * @param worth whether a run is worth a reference; the lines of one that is not stay
   */
  public List<Run> find(
      ForwardedText text,
      int from,
      int reader,
      ResultNames names,
      boolean own,
      Predicate<Run> worth) {
    long[] hashes = hashes(text.bodies());
    Own earlier = own ? new Own(text.bodies(), hashes) : null;
    PointerWriter writer = new PointerWriter(names, reader, text.numbers());
    List<Run> runs = new ArrayList<>();
    int at = from;
    while (at + WINDOW <= hashes.length) {
      Match match = best(hashes, text.numbers(), earlier, at);
      if (match == null) {
        at++;
        continue;
      }
      Run run = run(match, text, writer, earlier);
      if (run != null && worth.test(run)) {
        runs.add(run);
        writer.wrote(run);
        if (earlier != null) {
          earlier.remove(run);
        }
        at = run.end();
      } else {
        at = match.end();
      }
    }
    return runs;
  }

  /** As {@link #find}, but for what {@code use} itself wrote; empty where it is not repeated. */
  public static List<Run> findEcho(ToolUse use, ForwardedText text) {
    Run echo = CallEcho.find(use, text);
    return echo == null ? List.of() : List.of(echo);
  }

  private @Nullable Match best(long[] hashes, int[] numbers, @Nullable Own earlier, int at) {
    Match match = longest(hashes, numbers, at);
    Match here = earlier == null ? null : earlier.match(at);
    if (match == null || (here != null && here.size() > match.size())) {
      return here;
    }
    // A run that starts a line later and reaches further is the better one.
    Match next = later(hashes, numbers, at);
    while (next != null && next.size() > match.size()) {
      match = next;
      next = later(hashes, numbers, match.at());
    }
    return match;
  }

  private static @Nullable Run run(
      Match match, ForwardedText text, PointerWriter writer, @Nullable Own earlier) {
    Source source = match.source();
    if (source == null) {
      return earlier == null ? null : writer.own(match, earlier);
    }
    ForwardedText there = source.text();
    boolean whole =
        there.isAll(match.line(), match.size())
            && match.size() == text.size()
            && Objects.equals(text.style(), there.style())
            && Arrays.equals(
                text.numbers(),
                Arrays.copyOfRange(there.numbers(), match.line(), match.line() + match.size()));
    return whole ? writer.whole(match, source) : writer.part(match, source);
  }

  private @Nullable Match later(long[] hashes, int[] numbers, int at) {
    return at + 1 + WINDOW <= hashes.length ? longest(hashes, numbers, at + 1) : null;
  }

  private @Nullable Match longest(long[] hashes, int[] numbers, int at) {
    int[] found = places.get(window(hashes, at));
    if (found == null) {
      return null;
    }
    Match best = null;
    for (int i = 0; i < found.length; i += 2) {
      Source source = sources.get(found[i]);
      int length = common(hashes, numbers, at, source, found[i + 1]);
      if (length >= WINDOW && (best == null || length > best.size())) {
        best = new Match(at, length, source, found[i + 1]);
      }
    }
    return best;
  }

  /**
   * Lines alike from {@code i} here and {@code j} there: equal texts, and on either side either
   * none is numbered, or all are in a row.
   */
  private static int common(long[] left, int[] numbers, int i, Source source, int j) {
    long[] right = source.hashes();
    int[] there = source.text().numbers();
    int length = 0;
    while (i + length < left.length
        && j + length < right.length
        && left[i + length] == right[j + length]
        && left[i + length] != LineHash.NONE
        && goesOn(numbers, i, length)
        && goesOn(there, j, length)) {
      length++;
    }
    return length;
  }

  private static boolean goesOn(int[] numbers, int from, int length) {
    int first = numbers[from];
    return numbers[from + length] == (first < 0 ? first : first + length);
  }

  /**
   * Adds a result that was forwarded.
   *
   * @param message index of the message that holds it
   * @param name how later ones can call it
   */
  public void add(int message, ResultName name, ForwardedText text) {
    if (text.size() < WINDOW) {
      return;
    }
    texts.put(name.number(), text);
    long[] hashes = hashes(text.bodies());
    int source = sources.size();
    sources.add(new Source(message, name, text, hashes));
    for (int i = 0; i + WINDOW <= hashes.length; i++) {
      if (standing(hashes, i)) {
        places.merge(window(hashes, i), new int[] {source, i}, Repeats::more);
      }
    }
  }

  /** What stands of the result {@code number}, null where nothing does that can be referred to. */
  @Nullable ForwardedText text(int number) {
    return texts.get(number);
  }

  /** Forgets what messages from {@code message} on brought. */
  public void truncate(int message) {
    for (int s = sources.size() - 1; s >= 0 && sources.get(s).message() >= message; s--) {
      Source source = sources.removeLast();
      texts.remove(source.name().number());
      for (int i = 0; i + WINDOW <= source.size(); i++) {
        int gone = s;
        places.computeIfPresent(
            window(source.hashes(), i), (window, known) -> without(known, gone));
      }
    }
  }

  private static boolean standing(long[] hashes, int at) {
    for (int i = at; i < at + WINDOW; i++) {
      if (hashes[i] == LineHash.NONE) {
        return false;
      }
    }
    return true;
  }

  private static int[] more(int[] known, int[] added) {
    if (known.length >= 2 * MOST_PLACES) {
      return known;
    }
    int[] more = Arrays.copyOf(known, known.length + 2);
    more[known.length] = added[0];
    more[known.length + 1] = added[1];
    return more;
  }

  private static int @Nullable [] without(int[] known, int source) {
    int size = known.length;
    while (size > 0 && known[size - 2] >= source) {
      size -= 2;
    }
    return size == 0 ? null : Arrays.copyOf(known, size);
  }

  static long window(long[] hashes, int at) {
    return LineHash.join(LineHash.join(hashes[at], hashes[at + 1]), hashes[at + 2]);
  }

  private static long[] hashes(List<? extends @Nullable String> lines) {
    long[] hashes = new long[lines.size()];
    for (int i = 0; i < hashes.length; i++) {
      String line = lines.get(i);
      hashes[i] = line == null ? LineHash.NONE : LineHash.of(line);
    }
    return hashes;
  }
}
