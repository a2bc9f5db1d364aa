package dev.compresh.compression.chat.retrieval;

import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * Hands out passages by their worth, each counted for less the more it repeats of one that was
 * taken close by (maximal marginal relevance, Carbonell and Goldstein 1998). What was said again
 * elsewhere is no repetition: it may be a correction, or happen every week.
 */
final class MmrSelector {
  /** Passages on either side in which the same thing counts as said once. */
  private static final int CLOSE = 20;

  /** Share of its worth that a passage loses that says nothing new. */
  private static final double REPEATED = 0.4;

  private record WaitingPassage(double worth, int id, int place) {}

  private final Bm25Index index;
  private final double[] worth;
  private final int[] order;
  private final double repeated;
  private final BitSet taken = new BitSet();

  /** Of each passage, which in turn it was when taken, from 1 on. */
  private final int[] turn;

  /** Of each passage, how many were taken when it was last held against them. */
  private final int[] seen;

  /** Of each passage, what it repeats most of one of those. */
  private final double[] most;

  /** Inverse document frequencies by term; 0 where not asked for yet. */
  private final double[] idf;

  /** Of each passage, the weight of its terms; 0 where not asked for yet. */
  private final double[] all;

  private int count;
  private final PriorityQueue<WaitingPassage> waiting =
      new PriorityQueue<>(
          (a, b) ->
              a.worth != b.worth
                  ? Double.compare(b.worth, a.worth)
                  : Integer.compare(a.place, b.place));
  private int next;
  private double found;

  /**
   * @param worth of each passage
   * @param order the passages to hand out, those of most worth first
   * @param spread whether repetitions count for less
   */
  MmrSelector(Bm25Index index, double[] worth, int[] order, boolean spread) {
    this.index = index;
    this.worth = worth;
    this.order = order;
    this.repeated = spread ? REPEATED : 0;
    this.turn = new int[worth.length];
    this.seen = new int[worth.length];
    this.most = new double[worth.length];
    this.all = new double[worth.length];
    this.idf = new double[index.terms()];
  }

  /** The next passage, or -1 where none is left. */
  int next() {
    while (true) {
      double ahead = next < order.length ? worth[order[next]] : -1;
      WaitingPassage best = waiting.peek();
      if (best == null && ahead < 0) {
        return -1;
      }
      boolean old = best != null && best.worth >= ahead;
      int place = old ? best.place : next++;
      int id = order[place];
      if (old) {
        waiting.poll();
      }
      double now = worth[id] * (1 - repeated(id));
      // Worth only falls while passages are taken, so what is not below the others' last is best.
      double others = next < order.length ? worth[order[next]] : -1;
      others = waiting.isEmpty() ? others : Math.max(others, waiting.peek().worth);
      if (now >= others) {
        found = now;
        return id;
      }
      waiting.add(new WaitingPassage(now, id, place));
    }
  }

  /** Returns what the passage handed out last is worth together with those taken before it. */
  double worth() {
    return found;
  }

  void take(int id) {
    taken.set(id);
    turn[id] = ++count;
  }

  private double repeated(int id) {
    if (repeated == 0) {
      return 0;
    }
    int first = Math.max(0, id - CLOSE);
    for (int other = taken.nextSetBit(first);
        other >= 0 && other <= id + CLOSE;
        other = taken.nextSetBit(other + 1)) {
      if (turn[other] > seen[id]) {
        most[id] = Math.max(most[id], shared(index.passage(id), index.passage(other)));
      }
    }
    seen[id] = count;
    return repeated * most[id];
  }

  /** Share of what {@code passage} says that {@code other} says too, by weight of the terms. */
  private double shared(Passage passage, Passage other) {
    double all = all(passage);
    if (all == 0) {
      return 0;
    }
    int[] ours = passage.terms();
    int[] theirs = other.terms();
    double both = 0;
    int at = 0;
    for (int i = 0; i < ours.length && at < theirs.length; ) {
      if (ours[i] == theirs[at]) {
        both += idf(ours[i++]);
        at++;
      } else if (ours[i] < theirs[at]) {
        i++;
      } else {
        at++;
      }
    }
    return both / all;
  }

  /** Weight of all terms of a passage. */
  private double all(Passage passage) {
    double known = all[passage.id()];
    if (known == 0) {
      for (int term : passage.terms()) {
        known += idf(term);
      }
      all[passage.id()] = known;
    }
    return known;
  }

  private double idf(int term) {
    if (idf[term] == 0) {
      idf[term] = index.idf(term);
    }
    return idf[term];
  }
}
