package dev.compresh.compression.chat;

import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.chat.retrieval.Bm25Index;
import dev.compresh.compression.chat.retrieval.Passage;
import dev.compresh.dialect.MessageRole;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the next episode ends: at the turn where the vocabulary shifts most or a new date is
 * said, within bounds of size (after Hearst's TextTiling), and only behind enough later turns.
 */
final class EpisodeSegmenter {
  /** Messages on either side whose words are compared. */
  private static final int WINDOW = 6;

  private static final double DATE_BONUS = 1.0;

  private final List<EpisodeEntry> entries;
  private final TaskKeeper tasks;
  private final Bm25Index index;
  private final CompressionPolicy compressionPolicy;
  private final EpisodeLimits episodeLimits;
  private final List<Double> shifts = new ArrayList<>();

  /** How often each term is on either side of an edge; all 0 between two edges. */
  private int[] left = new int[0];

  private int[] right = new int[0];

  /**
   * @param entries the messages so far, which grow
   * @param tasks what of them has to stay
   */
  EpisodeSegmenter(
      List<EpisodeEntry> entries,
      TaskKeeper tasks,
      Bm25Index index,
      CompressionPolicy compressionPolicy,
      EpisodeLimits episodeLimits) {
    this.entries = entries;
    this.tasks = tasks;
    this.index = index;
    this.compressionPolicy = compressionPolicy;
    this.episodeLimits = episodeLimits;
  }

  /**
   * The next episode at or after message {@code open} as the messages before {@code now} have it,
   * or null where none can be closed yet.
   *
   * @param now index of the user message that has just come in; the first that is not looked at
   */
  @Nullable Episode next(int open, int now) {
    int from = open;
    while (true) {
      from = start(from, now);
      if (from < 0) {
        return null;
      }
      int run = run(from, now);
      Episode found = segmentWithin(from, run, now);
      if (found != null || run >= now) {
        return found;
      }
      from = run;
    }
  }

  /** The first message from {@code from} on where a turn of changeable messages starts, or -1. */
  private int start(int from, int now) {
    for (int i = from; i < now; i++) {
      if (entries.get(i).turn() && folds(i)) {
        return i;
      }
    }
    return -1;
  }

  /** Index after the last changeable message from {@code from} on. */
  private int run(int from, int now) {
    int i = from;
    while (i < now && folds(i)) {
      i++;
    }
    return i;
  }

  private boolean folds(int message) {
    return entries.get(message).eligible() && !tasks.keeps(message);
  }

  private @Nullable Episode segmentWithin(int from, int run, int now) {
    int end = entries.get(now).before();
    int base = entries.get(from).before();
    int best = -1;
    double score = -1;
    boolean forced = run < now;
    for (int edge = from + 1; edge <= run; edge++) {
      if (!edge(edge, now)) {
        continue;
      }
      int size = tokens(edge, now) - base;
      if (end - tokens(edge, now) < compressionPolicy.recentTokens()
          || (size > episodeLimits.most() && best >= 0)) {
        forced |= size > episodeLimits.most();
        break;
      }
      forced |= size >= episodeLimits.most();
      if (size < episodeLimits.least() && (run >= now || edge < run)) {
        continue;
      }
      double shift = known(edge, now);
      if (shift >= score) {
        score = shift;
        best = edge;
      }
    }
    if (best < 0 || (!forced && score < DATE_BONUS)) {
      return null;
    }
    return new Episode(from, best, now + 1);
  }

  /**
   * Returns whether an episode may end before message {@code edge}: an answer before it, then a
   * turn.
   */
  private boolean edge(int edge, int now) {
    EpisodeEntry last = entries.get(edge - 1);
    boolean answered = last.role() == MessageRole.ASSISTANT && !last.text().isEmpty();
    return answered && (edge >= now || entries.get(edge).turn());
  }

  private int tokens(int edge, int now) {
    return edge >= now ? entries.get(now).before() : entries.get(edge).before();
  }

  /** The shift at an edge, remembered once all that it looks at is there. */
  private double known(int edge, int now) {
    if (edge + WINDOW > now) {
      return shift(edge, now);
    }
    while (shifts.size() <= edge) {
      shifts.add(Double.NaN);
    }
    if (Double.isNaN(shifts.get(edge))) {
      shifts.set(edge, shift(edge, now));
    }
    return shifts.get(edge);
  }

  /** Forgets what rests on messages from {@code size} on. */
  void truncate(int size) {
    int keep = Math.max(0, size - WINDOW);
    if (shifts.size() > keep) {
      shifts.subList(keep, shifts.size()).clear();
    }
  }

  /** 1 − cosine of the words on either side, with a bonus where a date is said. */
  private double shift(int edge, int now) {
    if (left.length < index.terms()) {
      left = new int[2 * index.terms()];
      right = new int[2 * index.terms()];
    }
    int from = passages(Math.max(0, edge - WINDOW));
    int middle = passages(edge);
    int to = passages(Math.min(now, edge + WINDOW));
    double before = add(left, from, middle);
    double after = add(right, middle, to);
    double dot = 0;
    for (int id = middle; id < to; id++) {
      Passage passage = index.passage(id);
      for (int i = 0; i < passage.terms().length; i++) {
        dot += (double) passage.counts()[i] * left[passage.terms()[i]];
      }
    }
    clear(left, from, middle);
    clear(right, middle, to);
    double norm = Math.sqrt(before * after);
    boolean dated = edge < now && entries.get(edge).stamped();
    return (norm == 0 ? 0.5 : 1 - dot / norm) * 0.99 + (dated ? DATE_BONUS : 0);
  }

  /** Passages of the messages before {@code message}. */
  private int passages(int message) {
    return message == 0 ? 0 : entries.get(message - 1).passages();
  }

  /** Counts terms of passages {@code [from, to)} into {@code counts}; the sum of their squares. */
  private double add(int[] counts, int from, int to) {
    double squares = 0;
    for (int id = from; id < to; id++) {
      Passage passage = index.passage(id);
      for (int i = 0; i < passage.terms().length; i++) {
        int term = passage.terms()[i];
        double before = counts[term];
        counts[term] += passage.counts()[i];
        squares += (double) counts[term] * counts[term] - before * before;
      }
    }
    return squares;
  }

  private void clear(int[] counts, int from, int to) {
    for (int id = from; id < to; id++) {
      for (int term : index.passage(id).terms()) {
        counts[term] = 0;
      }
    }
  }
}
