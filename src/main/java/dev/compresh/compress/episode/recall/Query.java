package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Stemmer;
import dev.compresh.compress.episode.text.StopWords;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.compress.episode.text.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A question as retrieval sees it.
 *
 * @param words its words
 * @param weights weight of each term, by the index's id
 * @param ahead how far it looks ahead, 0 to 1
 */
record Query(List<Word> words, Map<Integer, Double> weights, double ahead) {

  static Query of(String question, PassageIndex index, Tuning tuning) {
    List<Word> words = Words.of(question);
    Map<Integer, Double> weights = new HashMap<>();
    for (Word word : words) {
      if (StopWords.has(word.text())) {
        continue;
      }
      String stem = Stemmer.stem(word.text());
      put(weights, index.known(stem), 1);
      for (String other : Thesaurus.like(stem)) {
        put(weights, index.known(other), tuning.synonym());
      }
    }
    return new Query(words, weights, Cues.ahead(words));
  }

  private static void put(Map<Integer, Double> weights, int term, double weight) {
    if (term >= 0) {
      weights.merge(term, weight, Math::max);
    }
  }
}
