package dev.compresh.compress.episode.recall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Scores passages for a question: BM25, pseudo-relevance feedback, then shares of the score for
 * neighbours and for the surroundings, since in dialogue the answer stands beside the words that a
 * question repeats.
 */
final class Ranker {
  private static final int FEEDBACK_PASSAGES = 5;
  private static final int FEEDBACK_TERMS = 10;
  private static final int AROUND = 4;

  private final PassageIndex index;
  private final Tuning tuning;

  Ranker(PassageIndex index, Tuning tuning) {
    this.index = index;
    this.tuning = tuning;
  }

  /** A score for each passage; 0 where nothing speaks for it. */
  double[] score(Query query, IntPredicate wanted) {
    double[] base = new double[index.size()];
    add(base, query.weights(), 1);
    if (tuning.feedback() > 0) {
      add(base, feedback(base, query, wanted), tuning.feedback());
    }
    return surroundings(base);
  }

  private void add(double[] scores, Map<Integer, Double> weights, double factor) {
    double average = index.averageLength();
    List<Integer> terms = new ArrayList<>(weights.keySet());
    terms.sort(Comparator.comparing(index::term));
    for (int term : terms) {
      double weight = factor * weights.getOrDefault(term, 0.0) * index.idf(term);
      PassageIndex.Postings postings = index.postings(term);
      for (int i = 0; i < postings.size(); i++) {
        int id = postings.passage(i);
        double tf = postings.count(i);
        double norm = 1 - tuning.b() + tuning.b() * index.passage(id).length() / average;
        scores[id] += weight * tf * (tuning.k1() + 1) / (tf + tuning.k1() * norm);
      }
    }
  }

  /** Terms that the best passages share, beside the question's own (Rocchio, simplified). */
  private Map<Integer, Double> feedback(double[] base, Query query, IntPredicate wanted) {
    List<Integer> best = best(base, wanted, FEEDBACK_PASSAGES);
    Map<Integer, Double> votes = new HashMap<>();
    for (int id : best) {
      Passage passage = index.passage(id);
      double share = base[id] / (base[best.getFirst()] * Math.sqrt(1 + passage.length()));
      for (int i = 0; i < passage.terms().length; i++) {
        int term = passage.terms()[i];
        if (!query.weights().containsKey(term) && index.postings(term).size() > 1) {
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

  private double[] surroundings(double[] base) {
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
          base[i] + tuning.after() * before + tuning.before() * next + tuning.episode() * prior;
    }
    return out;
  }

  static List<Integer> best(double[] scores, IntPredicate wanted, int count) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > 0 && wanted.test(i)) {
        ids.add(i);
      }
    }
    ids.sort(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparingInt(i -> i));
    return ids.subList(0, Math.min(count, ids.size()));
  }
}
