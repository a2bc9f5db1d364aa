package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.dialect.MessageRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Learns what the two sides of a conversation call each other: a name that one side uses in
 * greetings and thanks is the other side's. So a question that names one of them can prefer what
 * that one said.
 */
final class SpeakerNaming {
  /** So often a name must have been used to count. */
  private static final int SURE = 3;

  private static final Set<String> BEFORE_NAME =
      Set.of(
          "hey",
          "hi",
          "hello",
          "thanks",
          "thank",
          "you",
          "wow",
          "yeah",
          "yes",
          "sure",
          "bye",
          "dear",
          "congrats",
          "congratulations",
          "great",
          "cool",
          "awesome",
          "morning",
          "ok",
          "okay",
          "oh",
          "agree",
          "totally",
          "yep",
          "right",
          "sorry",
          "care",
          "hallo",
          "hola",
          "salut");

  private final Map<String, int[]> called = new HashMap<>();

  /** The name by which {@code words} address the other side, or null. */
  static @Nullable String address(List<TextWord> words) {
    for (int i = 1; i < words.size(); i++) {
      TextWord textWord = words.get(i);
      boolean close = textWord.start() - words.get(i - 1).end() <= 2;
      if (close && textWord.name() && BEFORE_NAME.contains(words.get(i - 1).text())) {
        return textWord.text();
      }
    }
    return null;
  }

  void count(@Nullable String name, MessageRole by, int step) {
    if (name != null) {
      called.computeIfAbsent(name, n -> new int[2])[by == MessageRole.USER ? 0 : 1] += step;
    }
  }

  /**
   * The one side that a question of the user's speaks of, by name or as "I" or "you"; null where it
   * speaks of both or of neither.
   */
  @Nullable MessageRole meant(List<TextWord> question) {
    LanguageCues languageCues = LanguageCues.of(question);
    boolean user = languageCues != null && question.stream().anyMatch(languageCues::meansSpeaker);
    boolean assistant =
        languageCues != null && question.stream().anyMatch(languageCues::meansListener);
    for (TextWord textWord : question) {
      if (!textWord.capital() || textWord.text().length() < 3) {
        continue;
      }
      for (Map.Entry<String, int[]> entry : called.entrySet()) {
        if (same(textWord.text(), entry.getKey())) {
          int[] by = entry.getValue();
          assistant |= by[0] >= SURE && by[0] > 3 * by[1];
          user |= by[1] >= SURE && by[1] > 3 * by[0];
        }
      }
    }
    if (user == assistant) {
      return null;
    }
    return user ? MessageRole.USER : MessageRole.ASSISTANT;
  }

  /** Returns whether {@code word} is what one of the two is called. */
  boolean named(TextWord textWord) {
    if (!textWord.capital() || textWord.text().length() < 3) {
      return false;
    }
    for (Map.Entry<String, int[]> entry : called.entrySet()) {
      int[] by = entry.getValue();
      if (Math.max(by[0], by[1]) >= SURE && same(textWord.text(), entry.getKey())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether one is the other or short for it. */
  private static boolean same(String a, String b) {
    return b.length() >= 3 && (a.startsWith(b) || b.startsWith(a));
  }
}
