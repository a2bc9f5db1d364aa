package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Sentences;
import dev.compresh.compress.episode.text.Stemmer;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.compress.episode.text.Words;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells by its words whether a message may refer back. A question about the world at large, one
 * that only asks how to go on, and a plain statement need little of what was said before. Where the
 * language is not known, or its capitals tell no names, words that were said seldom before speak
 * for it.
 */
final class Reference {
  /** Passages in which a word may stand at most that tells one matter from others. */
  private static final int SELDOM = 3;

  /** Marks of a question, and the Chinese and Japanese words that do without one. */
  private static final List<String> ASKING = List.of("?", "？", "؟", ";", "吗", "嗎", "呢", "か", "か。");

  private Reference() {}

  /** Whether {@code message} may refer back to what {@code index} holds. */
  static boolean back(String message, PassageIndex index) {
    return back(message, word -> seldom(word, index));
  }

  private static boolean back(String message, Predicate<Word> seldom) {
    List<Word> all = Words.of(message);
    Tongue tongue = Tongue.of(all);
    if (tongue == null) {
      return all.isEmpty() || all.stream().anyMatch(seldom);
    }
    if (Cues.plans(all)) {
      return true;
    }
    boolean asks = false;
    for (String sentence : Sentences.of(message)) {
      if (ASKING.stream().anyMatch(sentence::endsWith)) {
        asks = true;
        if (points(Words.of(sentence), tongue, seldom)) {
          return true;
        }
      }
    }
    boolean statement = tongue.empty(all.getFirst());
    return !asks && (!statement || all.stream().anyMatch(word -> past(word, tongue)));
  }

  /** Whether a question speaks of somebody, or of what was, and of some matter. */
  private static boolean points(List<Word> question, Tongue tongue, Predicate<Word> seldom) {
    boolean matter = false;
    boolean points = false;
    for (Word word : question) {
      boolean empty = tongue.empty(word);
      matter |= !empty;
      boolean own = tongue.english() && Cue.OWN.in(Cue.of(word.text()));
      boolean named = tongue.capitalsAreNames() ? word.name() : !empty && seldom.test(word);
      points |= named || own || tongue.points(word);
    }
    return matter && points;
  }

  /** Whether {@code word} points back in a statement, where the speaker's own words do not. */
  private static boolean past(Word word, Tongue tongue) {
    return tongue.points(word) && !Cue.OWN.in(Cue.of(word.text()));
  }

  private static boolean seldom(Word word, PassageIndex index) {
    int term = index.known(Stemmer.stem(word.text()));
    int passages = term < 0 ? 0 : index.postings(term).size();
    return passages > 0 && passages <= Math.max(SELDOM, index.size() / 100);
  }
}
