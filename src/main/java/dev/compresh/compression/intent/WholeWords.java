package dev.compresh.compression.intent;

import dev.compresh.compression.chat.language.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells by words of twelve languages whether a text asks for a conversation to be summed up. */
final class WholeWords {
  /** Characters between what is to be made and what of; about a sentence. */
  private static final int NEAR = 120;

  /** Characters of a message that is an act and no more than a "please". */
  private static final int LONGEST_ACT = 24;

  private static final int LONGEST_EASTERN_ACT = 5;

  /** Where a script without spaces, or with endings put to words, begins. */
  private static final int EASTERN = 0x2E80;

  private static final List<WholeWordList> LANGUAGES = read();

  private WholeWords() {}

  /**
   * The words of a language.
   *
   * @param acts what is to be made
   * @param wholes what of
   */
  private record WholeWordList(List<String> acts, List<String> wholes) {}

  /** Returns whether {@code text} says so, both near each other and in one language. */
  static boolean areIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (WholeWordList wholeWordList : LANGUAGES) {
      List<Integer> acts = places(lower, wholeWordList.acts);
      if (!acts.isEmpty() && areNear(acts, places(lower, wholeWordList.wholes))) {
        return true;
      }
    }
    return isActAlone(lower.strip());
  }

  /** Returns whether {@code text} asks in a word or two, and so can mean only what is above. */
  private static boolean isActAlone(String text) {
    boolean eastern = !text.isEmpty() && text.charAt(0) >= EASTERN;
    int longest = eastern ? LONGEST_EASTERN_ACT : LONGEST_ACT;
    if (text.isEmpty() || text.length() > longest || text.split(" +", -1).length > 2) {
      return false;
    }
    return LANGUAGES.stream()
        .flatMap(wholeWordList -> wholeWordList.acts.stream())
        .anyMatch(act -> eastern ? text.contains(act) : text.startsWith(act));
  }

  private static boolean areNear(List<Integer> acts, List<Integer> wholes) {
    for (int act : acts) {
      for (int whole : wholes) {
        if (Math.abs(act - whole) <= NEAR) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns where one of {@code words} begins. */
  private static List<Integer> places(String text, List<String> words) {
    List<Integer> places = new ArrayList<>();
    for (String word : words) {
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        boolean anywhere = word.charAt(0) >= EASTERN;
        if (anywhere || at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
          places.add(at);
        }
      }
    }
    return places;
  }

  private static List<WholeWordList> read() {
    List<WholeWordList> languages = new ArrayList<>();
    List<String> acts = List.of();
    for (String line : WordList.lines(WholeWords.class, "whole-words.txt")) {
      int colon = line.indexOf(": ");
      List<String> words =
          List.of(line.substring(colon + 2).split(" ", -1)).stream()
              .map(word -> word.replace('_', ' '))
              .toList();
      if (line.startsWith(".act", 2)) {
        acts = words;
      } else {
        languages.add(new WholeWordList(acts, words));
      }
    }
    return List.copyOf(languages);
  }
}
