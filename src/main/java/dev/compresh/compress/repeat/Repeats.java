package dev.compresh.compress.repeat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** As below, for lines that bear no numbers; all runs are worth a reference. */
  public List<Run> find(List<String> lines) {
    return find(lines, new int[lines.size()], false, run -> true);
  }

  /**
   * The runs of {@code lines} that stand in a source, in order, not overlapping, each as long as it
   * can be. Lines that bear numbers must be what the reference says they are.
   *
   * @param numbers the number that each line bears, below 1 where it bears none
   * @param own whether lines may also be referred to where they stand earlier in {@code lines}
   * @param worth whether a run is worth a reference; the lines of one that is not stay
   */
  public List<Run> find(List<String> lines, int[] numbers, boolean own, Predicate<Run> worth) {
    long[] hashes = hashes(lines);
    Own earlier = own ? new Own(hashes) : null;
    List<Run> runs = new ArrayList<>();
    int at = 0;
    while (at + WINDOW <= hashes.length) {
      Run run = longest(hashes, numbers, at);
      if (earlier != null) {
        Run here = earlier.run(at);
        run = run == null || (here != null && here.size() > run.size()) ? here : run;
      }
      if (run == null) {
        at++;
        continue;
      }
      if (!run.named()) {
        at = run.end();
        continue;
      }
      // A run that starts a line later and reaches further is the better one.
      for (Run next = later(hashes, numbers, at);
          next != null && next.named() && next.size() > run.size(); ) {
        run = next;
        next = later(hashes, numbers, run.from());
      }
      if (worth.test(run)) {
        runs.add(run);
        if (earlier != null) {
          earlier.gone(run);
        }
      }
      at = run.end();
    }
    return runs;
  }

  private @Nullable Run later(long[] hashes, int[] numbers, int at) {
    return at + 1 + WINDOW <= hashes.length ? longest(hashes, numbers, at + 1) : null;
  }

  private @Nullable Run longest(long[] hashes, int[] numbers, int at) {
    int[] found = places.get(window(hashes, at));
    if (found == null) {
      return null;
    }
    int best = 0;
    Source where = null;
    int line = 0;
    for (int i = 0; i < found.length; i += 2) {
      Source source = sources.get(found[i]);
      int length = common(hashes, numbers, at, source, found[i + 1]);
      if (length > best) {
        best = length;
        where = source;
        line = found[i + 1];
      }
    }
    if (where == null) {
      return null;
    }
    boolean whole = best == where.size() && best == hashes.length;
    if (whole && Numbering.same(numbers, where.numbers())) {
      int end = where.numbers()[best - 1];
      return new Run(at, best, where.label(), where.numbers()[line], end, true);
    }
    return Numbering.cut(at, best, where, line);
  }

  /**
   * Lines alike from {@code i} here and {@code j} there: to the letter, and where they bear numbers
   * here, with numbers there that are all as far apart.
   */
  private static int common(long[] left, int[] numbers, int i, Source source, int j) {
    long[] right = source.hashes();
    int apart = 0;
    boolean known = false;
    int length = 0;
    while (i + length < left.length
        && j + length < right.length
        && left[i + length] == right[j + length]) {
      int here = numbers[i + length];
      if (here > 0) {
        int there = source.numbers()[j + length];
        if (there <= 0 || (known && here - there != apart)) {
          break;
        }
        apart = here - there;
        known = true;
      }
      length++;
    }
    return length;
  }

  /**
   * Adds lines that were forwarded.
   *
   * @param message index of the message that holds them
   * @param label how a reader finds it
   * @param lines its lines; null where a line was replaced and stands elsewhere
   * @param numbers the number by which to call each line, -1 where it has none
   */
  public void add(
      int message, String label, List<? extends @Nullable String> lines, int[] numbers) {
    if (lines.size() < WINDOW) {
      return;
    }
    long[] hashes = hashes(lines);
    int source = sources.size();
    sources.add(new Source(message, label, hashes, numbers));
    for (int i = 0; i + WINDOW <= hashes.length; i++) {
      if (standing(hashes, i)) {
        places.merge(window(hashes, i), new int[] {source, i}, Repeats::more);
      }
    }
  }

  /** Forgets what messages from {@code message} on brought. */
  public void truncate(int message) {
    for (int s = sources.size() - 1; s >= 0 && sources.get(s).message() >= message; s--) {
      Source source = sources.removeLast();
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
