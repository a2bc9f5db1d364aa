package dev.compresh.compression.chat.retrieval;

import dev.compresh.dialect.MessageRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which passage corrects which: one that says of itself that it changes something, and the
 * latest before it that speaks of the same. Grows and is cut back with the index.
 */
final class CorrectionLinks {
  /** Passages with one term that are looked at, latest first. */
  private static final int LOOKED_AT = 32;

  /** A term that appears in more passages tells no matter apart. */
  private static final int COMMON = 12;

  /** Sum of the inverse document frequencies of what both must share. */
  private static final double SHARED = 3.5;

  /** A longer passage tells a story rather than correcting one. */
  private static final int LONG = 24;

  private record CorrectionLink(int older, int newer) {}

  private final List<CorrectionLink> links = new ArrayList<>();
  private final Map<Integer, Integer> newer = new HashMap<>();
  private final Map<Integer, Integer> older = new HashMap<>();

  /** Looks for what {@code passage}, the newest of {@code index}, takes back. */
  void added(Passage passage, Bm25Index index) {
    if (!passage.traits().amends() || !states(passage)) {
      return;
    }
    Map<Integer, Double> shared = new HashMap<>();
    for (int term : passage.terms()) {
      Bm25Index.TermPostings termPostings = index.postings(term);
      if (termPostings.size() > COMMON) {
        continue;
      }
      double idf = index.idf(term);
      for (int i = termPostings.size() - 1;
          i >= Math.max(0, termPostings.size() - LOOKED_AT);
          i--) {
        Passage other = index.passage(termPostings.passage(i));
        if (other.message() < passage.message() && states(other)) {
          shared.merge(other.id(), idf, Double::sum);
        }
      }
    }
    int best = -1;
    double most = SHARED;
    for (Map.Entry<Integer, Double> entry : shared.entrySet()) {
      int id = entry.getKey();
      double score = entry.getValue();
      if (score > most || (score == most && id > best)) {
        best = id;
        most = score;
      }
    }
    if (best >= 0) {
      links.add(new CorrectionLink(best, passage.id()));
      newer.put(best, passage.id());
      older.put(passage.id(), best);
    }
  }

  /**
   * Returns whether it is a plain statement of the user's: only such take back, and are taken back.
   */
  private static boolean states(Passage passage) {
    boolean brief = passage.length() <= LONG && !passage.block();
    return brief && passage.role() == MessageRole.USER && !passage.text().endsWith("?");
  }

  /** Forgets what rests on passages from {@code size} on. */
  void truncate(int size) {
    if (links.isEmpty() || links.getLast().newer() < size) {
      return;
    }
    links.removeIf(correctionLink -> correctionLink.newer() >= size);
    older.clear();
    newer.clear();
    for (CorrectionLink correctionLink : links) {
      older.put(correctionLink.newer(), correctionLink.older());
      newer.put(correctionLink.older(), correctionLink.newer());
    }
  }

  /**
   * Returns the passage that is valid instead of another: the last that takes it back, or itself.
   */
  int latest(int id) {
    int now = id;
    while (newer.containsKey(now)) {
      now = newer.get(now);
    }
    return now;
  }

  /** Returns what a passage takes back, or -1. */
  int correctedBy(int id) {
    return older.getOrDefault(id, -1);
  }
}
