package dev.compresh.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives sessions to providers by weight. A session keeps its provider, whose prompt cache is warm
 * for it, and where candidates come or go only their own share moves: weighted rendezvous hashing
 * (Thaler and Ravishankar 1998, with the logarithmic weights of Schindelhauer and Schomaker 2005).
 */
final class RendezvousHashing {
  private static final double UNIT = 0x1.0p-53;

  private RendezvousHashing() {}

  private record ScoredProvider(Candidate candidate, double score) {}

  /** By order, then by the session's score, highest first. */
  static List<Candidate> sorted(List<Candidate> candidates, String session) {
    List<ScoredProvider> scored = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      scored.add(new ScoredProvider(candidate, score(candidate, session)));
    }
    scored.sort(
        Comparator.comparingInt((ScoredProvider s) -> s.candidate.order())
            .thenComparing(Comparator.comparingDouble(ScoredProvider::score).reversed()));
    return scored.stream().map(ScoredProvider::candidate).toList();
  }

  private static double score(Candidate candidate, String session) {
    long hash = FNV_BASIS;
    hash = add(hash, session);
    hash = add(hash, "\n");
    hash = add(hash, candidate.provider().name());
    hash = add(hash, "\n");
    hash = mixed(add(hash, candidate.model()));
    double unit = ((hash >>> 11) + 0.5) * UNIT;
    return candidate.weight() / -Math.log(unit);
  }

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private static long add(long hash, String text) {
    long out = hash;
    for (int i = 0; i < text.length(); i++) {
      out = (out ^ text.charAt(i)) * FNV_PRIME;
    }
    return out;
  }

  /** The last step of SplitMix64, which spreads FNV's weak high bits. */
  private static long mixed(long hash) {
    long out = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    out = (out ^ (out >>> 27)) * 0x94d049bb133111ebL;
    return out ^ (out >>> 31);
  }
}
