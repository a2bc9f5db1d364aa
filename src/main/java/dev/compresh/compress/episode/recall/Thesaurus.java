package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Stemmer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups of everyday English words that people use for the same matter: a question seldom has the
 * very words of its answer. The list is a resource beside this class.
 */
final class Thesaurus {
  private static final Map<String, List<String>> LIKE = read();

  private Thesaurus() {}

  /** Stems of like meaning; empty where none is known. */
  static List<String> like(String stem) {
    return LIKE.getOrDefault(stem, List.of());
  }

  private static Map<String, List<String>> read() {
    Map<String, Set<String>> groups = new HashMap<>();
    for (String line : WordList.lines("thesaurus.txt")) {
      List<String> stems = new ArrayList<>();
      for (String word : line.split(" ", -1)) {
        stems.add(Stemmer.stem(word));
      }
      for (String stem : stems) {
        groups.computeIfAbsent(stem, s -> new LinkedHashSet<>()).addAll(stems);
      }
    }
    Map<String, List<String>> out = new HashMap<>();
    groups.forEach(
        (stem, all) -> out.put(stem, all.stream().filter(s -> !s.equals(stem)).toList()));
    return Map.copyOf(out);
  }
}
