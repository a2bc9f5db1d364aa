package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.compression.chat.language.WordSplitter;
import java.util.List;
import java.util.Set;

/**
 * English prose without its articles, as in a telegram. Names and what appears in quotation marks
 * keep theirs.
 */
final class ArticleRemover {
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  /** Words that English alone has: elsewhere "a" and "an" are other words. */
  private static final Set<String> ENGLISH =
      Set.of("the", "and", "you", "with", "it", "that", "my", "have", "for", "of", "i'm", "it's");

  private ArticleRemover() {}

  static String removeArticles(String text) {
    List<TextWord> words = WordSplitter.split(text);
    if (words.stream().noneMatch(textWord -> ENGLISH.contains(textWord.text()))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean quoted = false;
    int seen = 0;
    int done = 0;
    for (int i = 0; i + 1 < words.size(); i++) {
      TextWord textWord = words.get(i);
      while (seen < textWord.start()) {
        quoted = quoted(text.charAt(seen++), quoted);
      }
      if (!quoted && empty(textWord, words.get(i + 1), text)) {
        out.append(text, done, textWord.start());
        done = words.get(i + 1).start();
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  private static boolean quoted(char c, boolean before) {
    return c == '"' ? !before : c == '“' || (before && c != '”');
  }

  /** Returns whether {@code word} is an article before a plain word. */
  private static boolean empty(TextWord textWord, TextWord next, String text) {
    boolean beside = next.start() == textWord.end() + 1 && text.charAt(textWord.end()) == ' ';
    boolean plain = !next.capital() && !next.number();
    return !textWord.capital() && ARTICLES.contains(textWord.text()) && beside && plain;
  }
}
