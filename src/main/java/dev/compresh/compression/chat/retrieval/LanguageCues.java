package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.StopWords;
import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.compression.chat.language.WordList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A language, as far as it takes to tell whether a message refers back. The words are a resource
 * next to this class, those of English stand here and in {@link StopWords}.
 *
 * @param words frequent words that name no matter
 * @param pointing words that point at somebody, at the speaker's own, or at what was before
 * @param mine words of the first person
 * @param yours words of the second person
 */
record LanguageCues(
    String name, Set<String> words, Set<String> pointing, Set<String> mine, Set<String> yours) {

  private static final LanguageCues ENGLISH =
      new LanguageCues(
          "en",
          Set.of(),
          Set.of(
              """
              you your he she they him her his their did was were had told said mentioned agreed
              promised earlier before again remember remind recall last previous previously ago still
              yet\
              """
                  .split("\\s+", -1)),
          Set.of("i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll"),
          Set.of("you", "your", "yours", "yourself", "you're", "you've", "you'd", "you'll"));

  private static final List<LanguageCues> OTHERS = read();

  /** Languages in which names look like other words, or all nouns like names. */
  private static final Set<String> UNMARKED = Set.of("de", "zh", "ja", "ko");

  /** The first character of scripts that are cut into pairs. */
  private static final int PAIRED = 0x3040;

  /** The language that most of {@code message} speaks for, English first; null where none does. */
  static @Nullable LanguageCues of(List<TextWord> message) {
    int most = 0;
    for (TextWord textWord : message) {
      most += StopWords.has(textWord.text()) ? 1 : 0;
    }
    LanguageCues best = most > 0 ? ENGLISH : null;
    for (LanguageCues languageCues : OTHERS) {
      int count = 0;
      for (TextWord textWord : message) {
        count += languageCues.empty(textWord) || languageCues.points(textWord) ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = languageCues;
      }
    }
    return best;
  }

  /** Returns whether {@code message} is English for all one can tell. */
  static boolean english(List<TextWord> message) {
    LanguageCues languageCues = of(message);
    return languageCues != null && languageCues.english();
  }

  boolean english() {
    return name.equals("en");
  }

  /**
   * Returns whether a capital within a sentence tells a name: not where all nouns have one, or
   * none.
   */
  boolean capitalsAreNames() {
    return !UNMARKED.contains(name);
  }

  /** Returns whether {@code word} names no matter. */
  boolean empty(TextWord textWord) {
    return english() ? StopWords.has(textWord.text()) : has(words, textWord.text());
  }

  boolean points(TextWord textWord) {
    return has(pointing, textWord.text());
  }

  /** Returns whether {@code word} is one by which a speaker means himself. */
  boolean meansSpeaker(TextWord textWord) {
    return has(mine, textWord.text());
  }

  /** Returns whether {@code word} is one by which a speaker means the other. */
  boolean meansListener(TextWord textWord) {
    return has(yours, textWord.text());
  }

  private boolean has(Set<String> list, String word) {
    if (list.contains(word)) {
      return true;
    }
    if (name.equals("ko")) {
      return word.length() > 2
          && (list.contains(word.substring(0, 2)) || list.contains(word.substring(0, 3)));
    }
    if (word.length() == 2 && word.charAt(0) >= PAIRED) {
      return list.contains(word.substring(0, 1)) || list.contains(word.substring(1));
    }
    int apostrophe = word.indexOf('\'');
    return apostrophe > 0
        && (list.contains(word.substring(0, apostrophe + 1))
            || list.contains(word.substring(apostrophe + 1)));
  }

  private static List<LanguageCues> read() {
    Map<String, Set<String>> lists = new LinkedHashMap<>();
    for (String line : WordList.lines(LanguageCues.class, "tongues.txt")) {
      int colon = line.indexOf(':');
      lists.put(line.substring(0, colon), Set.of(line.substring(colon + 2).split(" ", -1)));
    }
    List<LanguageCues> out = new ArrayList<>();
    for (Map.Entry<String, Set<String>> entry : lists.entrySet()) {
      if (entry.getKey().endsWith(".words")) {
        String name = entry.getKey().substring(0, entry.getKey().indexOf('.'));
        out.add(
            new LanguageCues(
                name,
                entry.getValue(),
                lists.getOrDefault(name + ".back", Set.of()),
                lists.getOrDefault(name + ".mine", Set.of()),
                lists.getOrDefault(name + ".yours", Set.of())));
      }
    }
    return List.copyOf(out);
  }
}
