package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.Stemmer;
import dev.compresh.compression.chat.language.WordList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everyday English words that people use for the same matter, and members of kinds: a question
 * seldom has the very words of its answer. The lists are resources next to this class.
 */
final class Thesaurus {
  private static final Map<String, List<String>> LIKE = groups();
  private static final Map<String, List<String>> MEMBERS = kinds();

  private Thesaurus() {}

  /** Stems of like meaning; empty where none is known. */
  static List<String> findSynonyms(String stem) {
    return LIKE.getOrDefault(stem, List.of());
  }

  /** Stems of what is of the kind that {@code stem} names; empty where none is known. */
  static List<String> members(String stem) {
    return MEMBERS.getOrDefault(stem, List.of());
  }

  private static Map<String, List<String>> groups() {
    Map<String, Set<String>> out = new HashMap<>();
    for (String line : WordList.lines(Thesaurus.class, "thesaurus.txt")) {
      List<String> stems = stems(line);
      for (String stem : stems) {
        out.computeIfAbsent(stem, s -> new LinkedHashSet<>()).addAll(stems);
      }
    }
    return lists(out);
  }

  private static Map<String, List<String>> kinds() {
    Map<String, Set<String>> out = new HashMap<>();
    for (String line : WordList.lines(Thesaurus.class, "kinds.txt")) {
      int colon = line.indexOf(':');
      List<String> members = stems(line.substring(colon + 2));
      for (String kind : stems(line.substring(0, colon))) {
        out.computeIfAbsent(kind, s -> new LinkedHashSet<>()).addAll(members);
      }
    }
    return lists(out);
  }

  private static List<String> stems(String words) {
    List<String> out = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      out.add(Stemmer.stem(word));
    }
    return out;
  }

  /** Each stem's others. */
  private static Map<String, List<String>> lists(Map<String, Set<String>> sets) {
    Map<String, List<String>> out = new HashMap<>();
    sets.forEach((stem, all) -> out.put(stem, all.stream().filter(s -> !s.equals(stem)).toList()));
    return Map.copyOf(out);
  }
}
