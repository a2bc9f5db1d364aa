package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Sentences;
import dev.compresh.compress.episode.text.StopWords;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.compress.episode.text.Words;
import java.util.List;
import java.util.Set;

/**
 * Tells by its words whether a message may refer back. A question about the world at large, one
 * that only asks how to go on, and a plain statement need little of what was said before.
 */
final class Reference {
  private static final Set<String> BACK =
      Set.of(
          "you",
          "your",
          "he",
          "she",
          "they",
          "him",
          "her",
          "his",
          "their",
          "did",
          "was",
          "were",
          "had",
          "told",
          "said",
          "mentioned",
          "agreed",
          "promised",
          "earlier",
          "before",
          "again",
          "remember",
          "remind",
          "recall",
          "last",
          "previous",
          "previously",
          "ago",
          "still",
          "yet");

  private Reference() {}

  /** False only where the words speak against it; true for other languages than English. */
  static boolean back(String message) {
    List<Word> all = Words.of(message);
    boolean english = all.stream().anyMatch(word -> StopWords.has(word.text()));
    if (!english || Cues.ahead(all) >= 0.5) {
      return true;
    }
    boolean asks = false;
    for (String sentence : Sentences.of(message)) {
      if (sentence.endsWith("?")) {
        asks = true;
        if (points(Words.of(sentence))) {
          return true;
        }
      }
    }
    boolean statement = StopWords.has(all.getFirst().text());
    return !asks && (!statement || all.stream().anyMatch(word -> BACK.contains(word.text())));
  }

  /** Whether a question speaks of somebody, or of what was, and of some matter. */
  private static boolean points(List<Word> question) {
    boolean matter = false;
    boolean points = false;
    for (Word word : question) {
      matter |= !StopWords.has(word.text());
      points |= word.name() || Cue.OWN.in(Cue.of(word.text())) || BACK.contains(word.text());
    }
    return matter && points;
  }
}
