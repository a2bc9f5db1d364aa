package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.DateStamp;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Scores passages for a question: BM25, pseudo-relevance feedback, then shares of the score for
 * neighbours and for the surroundings, since in dialogue the answer is next to the words that a
 * question repeats.
 */
final class Bm25Ranker {
  private static final int FEEDBACK_PASSAGES = 8;
  private static final int FEEDBACK_TERMS = 16;
  private static final int AROUND = 4;

  /** Passages looked at on either side of one whose surroundings are asked for. */
  private static final int FAR = 8;

  private static final double FADING = 0.85;

  private final Bm25Index index;
  private final RankerWeights rankerWeights;

  Bm25Ranker(Bm25Index index, RankerWeights rankerWeights) {
    this.index = index;
    this.rankerWeights = rankerWeights;
  }

  /** A score for each passage; 0 where nothing speaks for it. */
  double[] score(RecallQuery recallQuery, IntPredicate wanted) {
    double[] base = new double[index.size()];
    words(base, recallQuery);
    if (rankerWeights.feedback() > 0) {
      add(base, feedback(base, recallQuery, wanted), rankerWeights.feedback());
    }
    hints(base, recallQuery);
    double[] scores =
        surroundings(base, recallQuery.time() ? rankerWeights.moment() : rankerWeights.episode());
    side(scores, recallQuery);
    if (CueClassifier.asksForNeighbours(recallQuery.words())) {
      boostNeighbours(scores, base, wanted);
    }
    return scores;
  }

  /** For each word of the question its best form or like, and more where several meet. */
  private void words(double[] base, RecallQuery recallQuery) {
    int n = base.length;
    int[] met = new int[n];
    double[] one = new double[n];
    for (Map<Integer, Double> group : recallQuery.groups()) {
      for (Map.Entry<Integer, Double> e : group.entrySet()) {
        each(e.getKey(), e.getValue(), (id, score) -> one[id] = Math.max(one[id], score));
      }
      for (int term : group.keySet()) {
        each(
            term,
            1,
            (id, score) -> {
              met[id] += one[id] > 0 ? 1 : 0;
              base[id] += one[id];
              one[id] = 0;
            });
      }
    }
    for (int id = 0; id < n; id++) {
      base[id] *= met[id] > 1 ? 1 + rankerWeights.together() * (met[id] - 1) : 1;
    }
  }

  private interface HitConsumer {
    void accept(int passage, double score);
  }

  /** Scores what the question says of who and when. */
  private void hints(double[] scores, RecallQuery recallQuery) {
    if (recallQuery.speaker() == null
        && recallQuery.day() == null
        && recallQuery.month() == 0
        && !recallQuery.time()) {
      return;
    }
    for (int id = 0; id < scores.length; id++) {
      Passage passage = index.passage(id);
      if (passage.role() == recallQuery.speaker()) {
        scores[id] *= rankerWeights.speaker();
      }
      if (recallQuery.time() && passage.traits().times() > 0) {
        scores[id] *= rankerWeights.time();
      }
      scores[id] += rankerWeights.day() * when(passage.stamp(), recallQuery);
    }
  }

  /** Scores what the person said whom the question names, and not only what is next to it. */
  private void side(double[] scores, RecallQuery recallQuery) {
    for (int id = 0; id < scores.length && recallQuery.speaker() != null; id++) {
      scores[id] *= index.passage(id).role() == recallQuery.speaker() ? rankerWeights.side() : 1;
    }
  }

  private static double when(@Nullable DateStamp dateStamp, RecallQuery recallQuery) {
    if (dateStamp == null) {
      return 0;
    }
    LocalDate date = dateStamp.day().date();
    if (recallQuery.day() != null) {
      boolean year = recallQuery.day().year() && dateStamp.day().year();
      LocalDate asked = recallQuery.day().date();
      long days = ChronoUnit.DAYS.between(year ? asked : asked.withYear(date.getYear()), date);
      return days == 0 ? 1 : days > 0 && days <= 7 ? 0.4 : 0;
    }
    if (recallQuery.month() == 0) {
      return 0;
    }
    int later = Math.floorMod(date.getMonthValue() - recallQuery.month(), 12);
    return later == 0 ? 0.5 : later == 1 ? 0.2 : 0;
  }

  private void add(double[] scores, Map<Integer, Double> weights, double factor) {
    List<Integer> terms = new ArrayList<>(weights.keySet());
    terms.sort(Comparator.comparing(index::term));
    for (int term : terms) {
      double weight = factor * weights.getOrDefault(term, 0.0);
      each(term, weight, (id, score) -> scores[id] += score);
    }
  }

  /** BM25's score of one term in each passage that has it. */
  private void each(int term, double weight, HitConsumer hitConsumer) {
    double average = index.averageLength();
    double full = weight * index.idf(term);
    Bm25Index.TermPostings termPostings = index.postings(term);
    for (int i = 0; i < termPostings.size(); i++) {
      int id = termPostings.passage(i);
      double tf = termPostings.count(i);
      double norm =
          1 - rankerWeights.b() + rankerWeights.b() * index.passage(id).length() / average;
      hitConsumer.accept(
          id, full * tf * (rankerWeights.k1() + 1) / (tf + rankerWeights.k1() * norm));
    }
  }

  /** Terms that the best passages share, besides the question's own (Rocchio, simplified). */
  private Map<Integer, Double> feedback(
      double[] base, RecallQuery recallQuery, IntPredicate wanted) {
    int[] best = best(base, wanted, FEEDBACK_PASSAGES);
    Map<Integer, Double> votes = new HashMap<>();
    for (int id : best) {
      Passage passage = index.passage(id);
      double share = base[id] / (base[best[0]] * Math.sqrt(1 + passage.length()));
      for (int i = 0; i < passage.terms().length; i++) {
        int term = passage.terms()[i];
        if (!recallQuery.weights().containsKey(term) && index.postings(term).size() > 1) {
          votes.merge(term, share * index.idf(term), Double::sum);
        }
      }
    }
    List<Map.Entry<Integer, Double>> ordered = new ArrayList<>(votes.entrySet());
    ordered.sort(
        Comparator.comparingDouble((Map.Entry<Integer, Double> e) -> -e.getValue())
            .thenComparing(e -> index.term(e.getKey())));
    Map<Integer, Double> out = new HashMap<>();
    for (Map.Entry<Integer, Double> e :
        ordered.subList(0, Math.min(FEEDBACK_TERMS, ordered.size()))) {
      out.put(e.getKey(), e.getValue() / ordered.getFirst().getValue());
    }
    return out;
  }

  /** Raises what was said next to the best passage, where the question asks for that. */
  private void boostNeighbours(double[] scores, double[] base, IntPredicate wanted) {
    for (int middle : best(base, wanted, 1)) {
      for (int step = -1; step <= 1; step += 2) {
        double share = base[middle];
        int seen = 0;
        for (int id = middle + step; id >= 0 && id < base.length && seen < FAR; id += step) {
          if (!index.passage(id).block()) {
            share *= FADING;
            scores[id] += share;
            seen++;
          }
        }
      }
    }
  }

  private double[] surroundings(double[] base, double episode) {
    int n = base.length;
    double[] out = new double[n];
    double around = 0;
    for (int i = 0; i < Math.min(n, AROUND); i++) {
      around += base[i];
    }
    for (int i = 0; i < n; i++) {
      around += i + AROUND < n ? base[i + AROUND] : 0;
      around -= i - AROUND - 1 >= 0 ? base[i - AROUND - 1] : 0;
      double before = i > 0 ? base[i - 1] : 0;
      double next = i + 1 < n ? base[i + 1] : 0;
      double prior = Math.max(0, around) / (2 * AROUND + 1);
      out[i] =
          base[i]
              + rankerWeights.after() * before
              + rankerWeights.before() * next
              + episode * prior;
    }
    return out;
  }

  /** Ids of the highest scores, best first; of equals the older first. */
  static int[] best(double[] scores, IntPredicate wanted, int count) {
    long[] keys = new long[scores.length];
    int n = 0;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] > 0 && wanted.test(id)) {
        // Positive floats order as their bits do.
        long bits = Float.floatToIntBits((float) scores[id]);
        keys[n++] = bits << 32 | (Integer.MAX_VALUE - id);
      }
    }
    int most = Math.min(count, n);
    if (most < n / 8) {
      n = highest(keys, n, most);
    }
    Arrays.sort(keys, 0, n);
    int[] out = new int[most];
    for (int i = 0; i < out.length; i++) {
      out[i] = Integer.MAX_VALUE - (int) keys[n - 1 - i];
    }
    return out;
  }

  /** Moves the {@code most} highest of the first {@code n} keys to the front; how many it kept. */
  private static int highest(long[] keys, int n, int most) {
    PriorityQueue<Long> heap = new PriorityQueue<>(most + 1);
    for (int i = 0; i < n; i++) {
      Long least = heap.size() < most ? null : heap.peek();
      if (least == null || keys[i] > least) {
        if (least != null) {
          heap.poll();
        }
        heap.add(keys[i]);
      }
    }
    int kept = 0;
    for (long key : heap) {
      keys[kept++] = key;
    }
    return kept;
  }
}
