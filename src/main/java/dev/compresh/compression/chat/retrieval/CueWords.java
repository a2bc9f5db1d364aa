package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.DateFinder;
import dev.compresh.compression.chat.language.WordList;
import dev.compresh.compression.chat.language.WordSplitter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kinds of cue words; the words themselves are a resource next to this class. */
enum CueWords {
  /** The speaker. */
  OWN(0),
  /** Words of habits. */
  HABIT(1),
  /** Likes and dislikes. */
  TASTE(2),
  /** Words of rules: what must or must not be. */
  RULE(3),
  /** Words of what is to come. */
  PLAN(4),
  /** Words that take something back or change it. */
  CHANGE(5),
  /** Questions that look ahead. */
  AHEAD(6),
  /** Words that look ahead where somebody speaks of himself. */
  LEAN(7),
  /** Words that hold something back until something else is so. */
  GATE(8),
  /** Words for what is held back. */
  BARRED(9),
  /** Acts of people that can be held back. */
  DEALINGS(10),
  /** When something was, is or will be. */
  MOMENT(11),
  /** Times of the day and the week. */
  TIME(12),
  /** Questions for what stood next to something. */
  AROUND(13),
  /** A conversation. */
  TALK(14),
  /** With what a wish begins that is meant to last. */
  ORDER(15),
  /** Words for what was settled. */
  DECISION(16),
  /** Words that clearly take something back. */
  AMEND(17),
  /** Words that tell of the past. */
  PAST(18);

  private static final Map<String, Integer> KINDS = read();

  /** The same, and the names of days and months, which count only where they are the whole word. */
  private static final Map<String, Integer> WHOLE = withDates();

  /** Place among the bits of a word's kinds. */
  private final int place;

  CueWords(int place) {
    this.place = place;
  }

  int place() {
    return place;
  }

  private int bit() {
    return 1 << place;
  }

  /** The kinds of a word in lower case, as a set of bits. */
  static int kindsOf(String word) {
    int kinds = WHOLE.getOrDefault(word, 0);
    if (word.length() == 2 && WordSplitter.unspaced(word.charAt(0))) {
      kinds |= KINDS.getOrDefault(word.substring(0, 1), 0);
    }
    return kinds;
  }

  boolean isIn(int kinds) {
    return (kinds & bit()) != 0;
  }

  private static Map<String, Integer> read() {
    Map<String, Integer> out = new HashMap<>();
    for (String list : List.of("cues.txt", "cues-more.txt")) {
      for (String line : WordList.lines(CueWords.class, list)) {
        int colon = line.indexOf(':');
        CueWords cueWords = valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
        for (String word : List.of(line.substring(colon + 2).split(" ", -1))) {
          out.merge(word, cueWords.bit(), (a, b) -> a | b);
        }
      }
    }
    return Collections.unmodifiableMap(out); // looked up faster than a copy
  }

  private static Map<String, Integer> withDates() {
    Map<String, Integer> out = new HashMap<>(KINDS);
    for (String month : DateFinder.months()) {
      out.merge(month, MOMENT.bit(), (a, b) -> a | b);
    }
    for (String day : DateFinder.weekdays()) {
      // "Fridays" and "freitags" are every Friday.
      boolean each = day.endsWith("days") || day.endsWith("tags");
      int kinds = MOMENT.bit() | TIME.bit() | (each ? HABIT.bit() : 0);
      out.merge(day, kinds, (a, b) -> a | b);
    }
    return Collections.unmodifiableMap(out); // looked up faster than a copy
  }
}
