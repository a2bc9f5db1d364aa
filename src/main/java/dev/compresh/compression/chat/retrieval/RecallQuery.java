package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.CalendarDay;
import dev.compresh.compression.chat.language.DateFinder;
import dev.compresh.compression.chat.language.Stemmer;
import dev.compresh.compression.chat.language.StopWords;
import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.compression.chat.language.WordSplitter;
import dev.compresh.dialect.MessageRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question as retrieval sees it.
 *
 * @param words its words
 * @param weights weight of each term, by the index's id
 * @param groups for each word the weights of it and of its like, by term
 * @param time whether it asks for a time
 * @param ahead how far it looks ahead, 0 to 1
 * @param speaker the side that it speaks of, null where of both or neither
 * @param day the day that it names, null where none
 * @param month the month that it names, 0 where none or with a day
 */
record RecallQuery(
    List<TextWord> words,
    Map<Integer, Double> weights,
    List<Map<Integer, Double>> groups,
    boolean time,
    double ahead,
    @Nullable MessageRole speaker,
    @Nullable CalendarDay day,
    int month) {

  private static final Set<String> TIME =
      Set.of("when", "date", "day", "month", "year", "long", "often", "time", "week", "recently");

  static RecallQuery of(String question, Bm25Index index, RankerWeights rankerWeights) {
    List<TextWord> words = WordSplitter.split(question);
    Map<Integer, Double> weights = new HashMap<>();
    List<Map<Integer, Double>> groups = new ArrayList<>();
    boolean time = false;
    for (TextWord textWord : words) {
      time |= TIME.contains(textWord.text());
      if (StopWords.has(textWord.text()) || index.speakers().named(textWord)) {
        continue;
      }
      String stem = Stemmer.stem(textWord.text());
      Map<Integer, Double> group = new HashMap<>();
      put(group, index.known(stem), 1);
      for (String other : Thesaurus.findSynonyms(stem)) {
        put(group, index.known(other), rankerWeights.synonym());
      }
      for (String other : Thesaurus.members(stem)) {
        put(group, index.known(other), rankerWeights.kind());
      }
      if (index.known(stem) < 0 || index.postings(index.known(stem)).size() < 2) {
        for (int term : index.findRelatedTerms(stem)) {
          put(group, term, rankerWeights.synonym());
        }
      }
      groups.add(group);
      group.forEach((term, weight) -> put(weights, term, weight));
    }
    CalendarDay calendarDay = DateFinder.find(question, words);
    int month = calendarDay != null ? 0 : month(words);
    return new RecallQuery(
        words,
        weights,
        groups,
        time,
        CueClassifier.ahead(words),
        index.speakers().meant(words),
        calendarDay,
        month);
  }

  /** The month named, "May" only with a capital; 0 where none is. */
  private static int month(List<TextWord> words) {
    for (TextWord textWord : words) {
      if (textWord.capital() && DateFinder.month(textWord.text())) {
        return DateFinder.monthOf(textWord.text());
      }
    }
    return 0;
  }

  private static void put(Map<Integer, Double> weights, int term, double weight) {
    if (term >= 0) {
      weights.merge(term, weight, Math::max);
    }
  }
}
