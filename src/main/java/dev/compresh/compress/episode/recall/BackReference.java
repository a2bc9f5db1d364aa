package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Sentences;
import dev.compresh.compress.episode.text.Stemmer;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.compress.episode.text.Words;
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

  /** What {@code message} needs of what {@code index} holds. */
  static RecallDemand demand(String message, Bm25Index index) {
    return demand(message, word -> seldom(word, index));
  }

  private static RecallDemand demand(String message, Predicate<Word> seldom) {
    List<Word> all = Words.of(message);
    LanguageCues languageCues = LanguageCues.of(all);
    if (languageCues == null) {
      return all.isEmpty() || all.stream().anyMatch(seldom) ? RecallDemand.ASKS : RecallDemand.NONE;
    }
    if (CueClassifier.plans(all)) {
      return RecallDemand.ASKS;
    }
    boolean asks = false;
    for (String sentence : Sentences.of(message)) {
      if (ASKING.stream().anyMatch(sentence::endsWith)) {
        asks = true;
        if (points(Words.of(sentence), languageCues, seldom)) {
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
    boolean mentions = all.stream().anyMatch(word -> pointsBack(word, languageCues) || seldom.test(word));
    return mentions ? RecallDemand.MENTIONS : RecallDemand.NONE;
  }

  /** The first word that is said, behind a label that tells who speaks. */
  private static Word first(String message, List<Word> all) {
    for (int i = 0; i + 1 < all.size() && i < LABEL; i++) {
      if (message.startsWith(": ", all.get(i).end())) {
        return all.get(i + 1);
      }
    }
    return all.getFirst();
  }

  /**
   * Whether a message without a question wants something done: brief, it begins with what to do.
   */
  private static boolean isRequest(String message, Word first, LanguageCues languageCues) {
    boolean calm = message.indexOf('!') < 0 && message.indexOf('！') < 0;
    boolean brief = message.length() <= BRIEF && Words.width(message) <= BRIEF;
    return calm && brief && !languageCues.empty(first) && !SentenceTrimmer.isFiller(first.text());
  }

  /** Whether a question speaks of somebody, or of what was, and of some matter. */
  private static boolean points(List<Word> question, LanguageCues languageCues, Predicate<Word> seldom) {
    boolean matter = false;
    boolean points = false;
    for (Word word : question) {
      boolean empty = languageCues.empty(word);
      matter |= !empty;
      boolean own = languageCues.english() && CueWords.OWN.isIn(CueWords.kindsOf(word.text()));
      boolean named = (languageCues.capitalsAreNames() && word.name()) || (!empty && seldom.test(word));
      points |= named || own || languageCues.points(word);
    }
    return matter && points;
  }

  /** Whether {@code word} points back in a statement, where the speaker's own words do not. */
  private static boolean pointsBack(Word word, LanguageCues languageCues) {
    return languageCues.points(word) && !CueWords.OWN.isIn(CueWords.kindsOf(word.text()));
  }

  private static boolean seldom(Word word, Bm25Index index) {
    int term = index.known(Stemmer.stem(word.text()));
    int passages = term < 0 ? 0 : index.postings(term).size();
    return passages > 0 && passages <= Math.max(SELDOM, index.size() / 100);
  }
}
