package dev.compresh.compression.chat.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells whose words a sentence is that appears in a quotation which began before it: cut out of its
 * text, it would pass for the speaker's own.
 */
public final class QuoteAttribution {
  private static final Set<String> SAYING =
      Set.of(
          """
          said says say wrote writes told tells asked asks answered replied replies insisted texted
          sagte sagt schrieb schreibt meinte meint écrit dit disait dijo dice escribió\
          """
              .split("\\s+", -1));

  private static final Set<String> LINKS =
      Set.of("then", "and", "but", "so", "when", "because", "today", "und", "dann", "et", "y");

  /** Words of whoever is quoted. */
  private static final int WHO = 3;

  private boolean open;
  private String who = "";

  private QuoteAttribution() {}

  /** For each of {@code sentences} what to put before it: nothing, or {@code quoting Anna: }. */
  public static List<String> attributions(List<String> sentences) {
    QuoteAttribution quoteAttribution = new QuoteAttribution();
    List<String> out = new ArrayList<>();
    for (String sentence : sentences) {
      out.add(
          !quoteAttribution.open
              ? ""
              : quoteAttribution.who.isEmpty()
                  ? "quoting: "
                  : "quoting " + quoteAttribution.who + ": ");
      quoteAttribution.read(sentence);
    }
    return out;
  }

  private void read(String sentence) {
    for (int i = 0; i < sentence.length(); i++) {
      char c = sentence.charAt(i);
      if (c != '"' && c < '«') {
        continue; // no quotation mark, as most characters
      }
      boolean starts = i == 0 || " \n(:".indexOf(sentence.charAt(i - 1)) >= 0;
      if (!open && ("“«„「".indexOf(c) >= 0 || (c == '"' && starts))) {
        open = true;
        who = speaker(sentence.substring(0, i));
      } else if (open && "”»“」\"".indexOf(c) >= 0) {
        open = false;
      }
    }
  }

  /** Returns who speaks in {@code My boss wrote: }; empty where nobody is named. */
  private static String speaker(String before) {
    List<TextWord> words = WordSplitter.split(before);
    int end = words.size();
    while (end > 0 && !SAYING.contains(words.get(end - 1).text())) {
      end--;
    }
    if (end < 2) {
      return "";
    }
    int begin = Math.max(0, end - 1 - WHO);
    while (begin < end - 2 && LINKS.contains(words.get(begin).text())) {
      begin++;
    }
    TextWord first = words.get(begin);
    String name = before.substring(first.start(), words.get(end - 2).end());
    boolean own = first.first() && StopWords.has(first.text());
    return own ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : name;
  }
}
