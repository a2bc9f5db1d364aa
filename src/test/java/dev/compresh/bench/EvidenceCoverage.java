package dev.compresh.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a prompt still holds a piece of evidence, by the rule of {@code recall.mjs}. */
final class EvidenceCoverage {
  private static final Set<String> STOP =
      Set.of(
          """
          a an the is are was were be been am i you he she it we they me him her us them my your his
          its our their this that these those of to in on at for with from by as and or but if so do
          does did done have has had not no yes what when where who which how why would could should
          can will just about into out up down over than then there here also too very any some all\
          """
              .split("\\s+", -1));

  private EvidenceCoverage() {}

  static List<String> words(String text) {
    List<String> out = new ArrayList<>();
    String lower = text.toLowerCase(Locale.ROOT);
    int i = 0;
    while (i < lower.length()) {
      if (!word(lower.codePointAt(i))) {
        i += Character.charCount(lower.codePointAt(i));
        continue;
      }
      int start = i;
      i = run(lower, i, false);
      boolean apostrophe =
          i + 1 < lower.length() && (lower.charAt(i) == '\'' || lower.charAt(i) == '’');
      if (apostrophe && Character.isLetter(lower.codePointAt(i + 1))) {
        i = run(lower, i + 1, true);
      }
      out.add(lower.substring(start, i));
    }
    return out;
  }

  private static int run(String text, int from, boolean letters) {
    int i = from;
    while (i < text.length()
        && (letters ? Character.isLetter(text.codePointAt(i)) : word(text.codePointAt(i)))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private static boolean word(int c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  static List<String> content(List<String> words) {
    return words.stream().filter(w -> !STOP.contains(w)).toList();
  }

  /** Whether {@code body} holds the evidence that {@code probe} names at {@code place}. */
  static boolean holds(
      SharedSessions.SharedProbe sharedProbe,
      int place,
      String message,
      List<String> body,
      Set<String> known) {
    boolean must = !sharedProbe.must().isEmpty();
    List<String> source = words(must ? sharedProbe.must().get(place) : message);
    List<String> wanted = content(source);
    double share = share(wanted, body, source.size());
    if (must) {
      return share >= 0.8;
    }
    Set<String> inEvidence = new HashSet<>(wanted);
    for (String word : content(words(sharedProbe.answer()))) {
      if (inEvidence.contains(word) && !known.contains(word)) {
        return false;
      }
    }
    return share >= 0.5;
  }

  /** The largest share of {@code wanted} in one window of {@code text}. */
  private static double share(List<String> wanted, List<String> text, int length) {
    if (wanted.isEmpty()) {
      return 1;
    }
    Map<String, Integer> need = new HashMap<>();
    wanted.forEach(w -> need.merge(w, 1, Integer::sum));
    Map<String, Integer> inside = new HashMap<>();
    int span = Math.max(24, length * 2);
    int have = 0;
    int best = 0;
    for (int i = 0; i < text.size(); i++) {
      Integer needed = need.get(text.get(i));
      if (needed != null && inside.merge(text.get(i), 1, Integer::sum) <= needed) {
        have++;
      }
      Integer old = i >= span ? need.get(text.get(i - span)) : null;
      if (old != null && inside.merge(text.get(i - span), -1, Integer::sum) < old) {
        have--;
      }
      best = Math.max(best, have);
    }
    return (double) best / wanted.size();
  }
}
