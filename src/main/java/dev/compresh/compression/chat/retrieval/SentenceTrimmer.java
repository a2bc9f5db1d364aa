package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.SentenceSplitter;
import dev.compresh.compression.chat.language.StopWords;
import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.compression.chat.language.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shortens what is recalled by whole sentences. */
final class SentenceTrimmer {
  /** A filler is short; a longer sentence of such words may still say something. */
  private static final int SHORT = 12;

  private static final Set<String> FILLERS =
      Set.of(
          """
          great awesome cool nice good amazing wonderful fantastic incredible super lovely sweet
          sounds sound look looks glad happy hear agree agreed totally absolutely definitely exactly
          congrats congratulations bye soon care luck welcome worries problem noted understood right
          love really proud excited way woah whoa haha lol yay perfect excellent interesting true
          appreciate cheers best fun guess course indeed thank day enjoy keep need noticed tell
          believe job hope inspiring impressive beautiful support friend man dude buddy \
          """
              .strip()
              .split("\\s+", -1));

  private SentenceTrimmer() {}

  /**
   * {@code text} without greetings, thanks, applause and questions at its end; empty where nothing
   * else is in it.
   */
  static String trim(String text) {
    return String.join(" ", kept(text));
  }

  /** Returns whether {@code word} says nothing but goodwill. */
  static boolean isFiller(String word) {
    return FILLERS.contains(word);
  }

  private static List<String> kept(String text) {
    List<String> sentences = SentenceSplitter.split(text);
    int end = sentences.size();
    while (end > 1 && sentences.get(end - 1).endsWith("?")) {
      end--;
    }
    List<String> out = new ArrayList<>();
    for (String sentence : sentences.subList(0, end)) {
      if (!filler(sentence)) {
        out.add(sentence);
      }
    }
    return out;
  }

  private static boolean filler(String sentence) {
    List<TextWord> words = WordSplitter.split(sentence);
    if (words.size() > SHORT) {
      return false;
    }
    for (TextWord textWord : words) {
      boolean empty =
          StopWords.has(textWord.text()) || FILLERS.contains(textWord.text()) || textWord.name();
      if (!empty || textWord.number()) {
        return false;
      }
    }
    return true;
  }
}
