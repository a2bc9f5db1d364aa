package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.SentenceSplitter;
import dev.compresh.compression.chat.language.Stemmer;
import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.compression.chat.language.WordSplitter;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells by its words what a message needs of what was said before. A question about the world at
 * large, one that only asks how to go on, and a plain statement need little of it; a statement that
 * points back needs some; a question that points back, or has a word that was said seldom, and a
 * request need most. Where the language is not known, or its capitals tell no names, words that
 * were said seldom before speak for it.
 */
final class BackReference {
  /** Passages in which a word may stand at most that tells one matter from others. */
  private static final int SELDOM = 3;

  /** Characters of a request; what is longer mostly brings what it is about. */
  private static final int BRIEF = 200;

  /** Words of a label that tells who speaks. */
  private static final int LABEL = 4;

  /** Marks of a question, and the Chinese and Japanese words that do without one. */
  private static final List<String> ASKING = List.of("?", "？", "؟", ";", "吗", "嗎", "呢", "か", "か。");

  private BackReference() {}

  /** Returns what {@code message} needs of what {@code index} holds. */
  static RecallDemand demand(String message, Bm25Index index) {
    return demand(message, textWord -> seldom(textWord, index));
  }

  private static RecallDemand demand(String message, Predicate<TextWord> seldom) {
    List<TextWord> all = WordSplitter.split(message);
    LanguageCues languageCues = LanguageCues.of(all);
    if (languageCues == null) {
      return all.isEmpty() || all.stream().anyMatch(seldom) ? RecallDemand.ASKS : RecallDemand.NONE;
    }
    if (CueClassifier.plans(all)) {
      return RecallDemand.ASKS;
    }
    boolean asks = false;
    for (String sentence : SentenceSplitter.split(message)) {
      if (ASKING.stream().anyMatch(sentence::endsWith)) {
        asks = true;
        if (points(WordSplitter.split(sentence), languageCues, seldom)) {
          return RecallDemand.ASKS;
        }
      }
    }
    if (asks) {
      return RecallDemand.NONE;
    }
    if (isRequest(message, first(message, all), languageCues)) {
      return RecallDemand.ASKS;
    }
    boolean mentions =
        all.stream()
            .anyMatch(textWord -> pointsBack(textWord, languageCues) || seldom.test(textWord));
    return mentions ? RecallDemand.MENTIONS : RecallDemand.NONE;
  }

  /** The first word that is said, behind a label that tells who speaks. */
  private static TextWord first(String message, List<TextWord> all) {
    for (int i = 0; i + 1 < all.size() && i < LABEL; i++) {
      if (message.startsWith(": ", all.get(i).end())) {
        return all.get(i + 1);
      }
    }
    return all.getFirst();
  }

  /**
   * Returns whether a message without a question wants something done: brief, it begins with what
   * to do.
   */
  private static boolean isRequest(String message, TextWord first, LanguageCues languageCues) {
    boolean calm = message.indexOf('!') < 0 && message.indexOf('！') < 0;
    boolean brief = message.length() <= BRIEF && WordSplitter.width(message) <= BRIEF;
    return calm && brief && !languageCues.empty(first) && !SentenceTrimmer.isFiller(first.text());
  }

  /** Returns whether a question speaks of somebody, or of what was, and of some matter. */
  private static boolean points(
      List<TextWord> question, LanguageCues languageCues, Predicate<TextWord> seldom) {
    boolean matter = false;
    boolean points = false;
    for (TextWord textWord : question) {
      boolean empty = languageCues.empty(textWord);
      matter |= !empty;
      boolean own = languageCues.english() && CueWords.OWN.isIn(CueWords.kindsOf(textWord.text()));
      boolean named =
          (languageCues.capitalsAreNames() && textWord.name()) || (!empty && seldom.test(textWord));
      points |= named || own || languageCues.points(textWord);
    }
    return matter && points;
  }

  /**
   * Returns whether {@code word} points back in a statement, where the speaker's own words do not.
   */
  private static boolean pointsBack(TextWord textWord, LanguageCues languageCues) {
    return languageCues.points(textWord) && !CueWords.OWN.isIn(CueWords.kindsOf(textWord.text()));
  }

  private static boolean seldom(TextWord textWord, Bm25Index index) {
    int term = index.known(Stemmer.stem(textWord.text()));
    int passages = term < 0 ? 0 : index.postings(term).size();
    return passages > 0 && passages <= Math.max(SELDOM, index.size() / 100);
  }
}
