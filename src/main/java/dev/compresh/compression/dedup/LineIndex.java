package dev.compresh.compression.dedup;

import dev.compresh.compression.ToolUse;
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
public final class LineIndex {
  /** Lines in a row by which a place is found, and the shortest run. */
  static final int WINDOW = 3;

  /** Places remembered for the same lines, the oldest first. */
  private static final int MOST_PLACES = 6;

  private final List<ForwardedResult> sources = new ArrayList<>();
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
  public List<RepeatedRun> find(
      ForwardedText text,
      int from,
      int reader,
      ResultNames names,
      boolean own,
      Predicate<RepeatedRun> worth) {
    long[] hashes = hashes(text.bodies());
    SelfRepeats earlier = own ? new SelfRepeats(text.bodies(), hashes) : null;
    PointerWriter writer = new PointerWriter(names, reader, text.numbers());
    List<RepeatedRun> runs = new ArrayList<>();
    int at = from;
    while (at + WINDOW <= hashes.length) {
      LineMatch lineMatch = best(hashes, text.numbers(), earlier, at);
      if (lineMatch == null) {
        at++;
        continue;
      }
      RepeatedRun repeatedRun = run(lineMatch, text, writer, earlier);
      if (repeatedRun != null && worth.test(repeatedRun)) {
        runs.add(repeatedRun);
        writer.wrote(repeatedRun);
        if (earlier != null) {
          earlier.remove(repeatedRun);
        }
        at = repeatedRun.end();
      } else {
        at = lineMatch.end();
      }
    }
    return runs;
  }

  /** As {@link #find}, but for what {@code use} itself wrote; empty where it is not repeated. */
  public static List<RepeatedRun> findEcho(ToolUse use, ForwardedText text) {
    RepeatedRun echo = CallEcho.find(use, text);
    return echo == null ? List.of() : List.of(echo);
  }

  private @Nullable LineMatch best(
      long[] hashes, int[] numbers, @Nullable SelfRepeats earlier, int at) {
    LineMatch lineMatch = longest(hashes, numbers, at);
    LineMatch here = earlier == null ? null : earlier.match(at);
    if (lineMatch == null || (here != null && here.size() > lineMatch.size())) {
      return here;
    }
    // A run that starts a line later and reaches further is the better one.
    LineMatch next = later(hashes, numbers, at);
    while (next != null && next.size() > lineMatch.size()) {
      lineMatch = next;
      next = later(hashes, numbers, lineMatch.at());
    }
    return lineMatch;
  }

  private static @Nullable RepeatedRun run(
      LineMatch lineMatch,
      ForwardedText text,
      PointerWriter writer,
      @Nullable SelfRepeats earlier) {
    ForwardedResult forwardedResult = lineMatch.source();
    if (forwardedResult == null) {
      return earlier == null ? null : writer.own(lineMatch, earlier);
    }
    ForwardedText there = forwardedResult.text();
    boolean whole =
        there.isAll(lineMatch.line(), lineMatch.size())
            && lineMatch.size() == text.size()
            && Objects.equals(text.style(), there.style())
            && Arrays.equals(
                text.numbers(),
                Arrays.copyOfRange(
                    there.numbers(), lineMatch.line(), lineMatch.line() + lineMatch.size()));
    return whole
        ? writer.whole(lineMatch, forwardedResult)
        : writer.part(lineMatch, forwardedResult);
  }

  private @Nullable LineMatch later(long[] hashes, int[] numbers, int at) {
    return at + 1 + WINDOW <= hashes.length ? longest(hashes, numbers, at + 1) : null;
  }

  private @Nullable LineMatch longest(long[] hashes, int[] numbers, int at) {
    int[] found = places.get(window(hashes, at));
    if (found == null) {
      return null;
    }
    LineMatch best = null;
    for (int i = 0; i < found.length; i += 2) {
      ForwardedResult forwardedResult = sources.get(found[i]);
      int length = common(hashes, numbers, at, forwardedResult, found[i + 1]);
      if (length >= WINDOW && (best == null || length > best.size())) {
        best = new LineMatch(at, length, forwardedResult, found[i + 1]);
      }
    }
    return best;
  }

  /**
   * Lines alike from {@code i} here and {@code j} there: equal texts, and on either side either
   * none is numbered, or all are in a row.
   */
  private static int common(
      long[] left, int[] numbers, int i, ForwardedResult forwardedResult, int j) {
    long[] right = forwardedResult.hashes();
    int[] there = forwardedResult.text().numbers();
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
    sources.add(new ForwardedResult(message, name, text, hashes));
    for (int i = 0; i + WINDOW <= hashes.length; i++) {
      if (standing(hashes, i)) {
        places.merge(window(hashes, i), new int[] {source, i}, LineIndex::more);
      }
    }
  }

  /**
   * Returns what remains of the result {@code number}, null where nothing does that can be referred
   * to.
   */
  @Nullable ForwardedText text(int number) {
    return texts.get(number);
  }

  /** Forgets what messages from {@code message} on brought. */
  public void truncate(int message) {
    for (int s = sources.size() - 1; s >= 0 && sources.get(s).message() >= message; s--) {
      ForwardedResult forwardedResult = sources.removeLast();
      texts.remove(forwardedResult.name().number());
      for (int i = 0; i + WINDOW <= forwardedResult.size(); i++) {
        int gone = s;
        places.computeIfPresent(
            window(forwardedResult.hashes(), i), (window, known) -> remove(known, gone));
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

  private static int @Nullable [] remove(int[] known, int source) {
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
      hashes[i] = line == null ? LineHash.NONE : LineHash.hash(line);
    }
    return hashes;
  }
}
