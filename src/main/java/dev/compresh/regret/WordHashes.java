package dev.compresh.regret;

import java.util.LinkedHashSet;
import java.util.Set;

/** Cuts a text into words that may be rare, as hashes. Scripts without spaces give pairs. */
final class WordHashes {
  private static final int SHORTEST = 5;
  private static final int SHORTEST_WITH_DIGIT = 3;

  private WordHashes() {}

  /** Hashes of the words of {@code text}, of its first {@code most} characters alone. */
  static Set<Integer> hashWords(String text, int most) {
    Set<Integer> words = new LinkedHashSet<>();
    int end = Math.min(text.length(), most);
    int hash = 0;
    int length = 0;
    boolean digit = false;
    char before = 0;
    for (int i = 0; i <= end; i++) {
      char c = i < end ? text.charAt(i) : ' ';
      boolean pairs = Character.isIdeographic(c) || (c >= 0x3040 && c < 0x3100);
      if (pairs && before != 0) {
        words.add(31 * before + c);
      }
      before = pairs ? c : 0;
      if (!pairs && Character.isLetterOrDigit(c)) {
        hash = 31 * hash + Character.toLowerCase(c);
        digit |= Character.isDigit(c);
        length++;
      } else {
        if (length >= (digit ? SHORTEST_WITH_DIGIT : SHORTEST)) {
          words.add(hash);
        }
        hash = 0;
        length = 0;
        digit = false;
      }
    }
    return words;
  }
}
