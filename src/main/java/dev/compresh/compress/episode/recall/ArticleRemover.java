package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Word;
import dev.compresh.compress.episode.text.Words;
import java.util.List;
import java.util.Set;

/**
 * English prose without its articles, as in a telegram. Names and what stands in quotation marks
 * keep theirs.
 */
final class ArticleRemover {
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  /** Words that English alone has: elsewhere "a" and "an" are other words. */
  private static final Set<String> ENGLISH =
      Set.of("the", "and", "you", "with", "it", "that", "my", "have", "for", "of", "i'm", "it's");

  private ArticleRemover() {}

  static String removeArticles(String text) {
    List<Word> words = Words.of(text);
    if (words.stream().noneMatch(word -> ENGLISH.contains(word.text()))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean quoted = false;
    int seen = 0;
    int done = 0;
    for (int i = 0; i + 1 < words.size(); i++) {
      Word word = words.get(i);
      while (seen < word.start()) {
        quoted = quoted(text.charAt(seen++), quoted);
      }
      if (!quoted && empty(word, words.get(i + 1), text)) {
        out.append(text, done, word.start());
        done = words.get(i + 1).start();
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  private static boolean quoted(char c, boolean before) {
    return c == '"' ? !before : c == '“' || (before && c != '”');
  }

  /** Whether {@code word} is an article before a plain word. */
  private static boolean empty(Word word, Word next, String text) {
    boolean beside = next.start() == word.end() + 1 && text.charAt(word.end()) == ' ';
    boolean plain = !next.capital() && !next.number();
    return !word.capital() && ARTICLES.contains(word.text()) && beside && plain;
  }
}
