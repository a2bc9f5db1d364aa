package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.chat.language.DateStamp;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The passages chosen so far for a recall block, within its bound. */
final class RecallBlock {
  /** Passages that did not fit after which no shorter one is looked for. */
  private static final int MISSES = 12;

  /** Tokens of the shortest line worth looking for. */
  private static final int LEAST = 8;

  /** Tokens of a label that says who speaks. */
  private static final int LABEL = 2;

  /** Characters of one token at most, so far as a text is worth counting. */
  private static final int DENSE = 10;

  private final TokenCounter tokens;
  private final int budget;
  private final RecallLines recallLines;
  private final boolean terse;
  private final TreeMap<Passage, String> chosen =
      new TreeMap<>(Comparator.comparingInt(Passage::id));
  private final Set<PrintedText> texts = new HashSet<>();
  private final Set<String> stamps = new HashSet<>();
  private int used;
  private int misses;

  /** A text under a date: it is printed once. */
  private record PrintedText(String stamp, String text) {}

  /**
   * @param recallLines what is printed of passages
   * @param terse whether articles are left out
   */
  RecallBlock(TokenCounter tokens, int budget, RecallLines recallLines, boolean terse) {
    this.tokens = tokens;
    this.budget = budget;
    this.recallLines = recallLines;
    this.terse = terse;
  }

  boolean full() {
    return misses > MISSES || budget - used < LEAST;
  }

  /** Tokens of what is in it. */
  int used() {
    return used;
  }

  boolean isEmpty() {
    return chosen.isEmpty();
  }

  /**
   * Takes a passage in where it fits under {@code bound}: a block whole, or else what says that it
   * was there. Whether it did or need not.
   */
  boolean add(Passage passage, int bound) {
    boolean fits = add(recallLines.lineFor(passage, terse), bound);
    boolean named = !fits && passage.block() && add(recallLines.reference(passage), bound);
    // A part of the page that is full says nothing of the rest.
    misses += fits || named || bound < budget ? 0 : 1;
    return fits || named;
  }

  private boolean add(RecallLines.RecallLine recallLine, int bound) {
    Passage passage = recallLine.passage();
    String text = recallLine.text();
    String stamp = stamp(passage);
    PrintedText printedText = new PrintedText(stamp, text);
    if (text.isEmpty() || texts.contains(printedText)) {
      return true;
    }
    int room = Math.min(bound, budget) - used;
    if (text.length() > DENSE * room) {
      return false;
    }
    int cost = recallLine.tokens(tokens) + 1 + labels(passage);
    if (!stamp.isEmpty() && !stamps.contains(stamp)) {
      cost += tokens.count(brief(passage.stamp(), true)) + 1;
    }
    if (cost > room) {
      return false;
    }
    used += cost;
    chosen.put(passage, text);
    texts.add(printedText);
    stamps.add(stamp);
    return true;
  }

  /** The lines in time order, each day before its first. */
  String print() {
    StringBuilder out = new StringBuilder();
    String last = "";
    int year = 0;
    Passage before = null;
    for (Map.Entry<Passage, String> entry : chosen.entrySet()) {
      Passage passage = entry.getKey();
      DateStamp dateStamp = passage.stamp();
      String own = dateStamp == null ? "" : dateStamp.text();
      if (dateStamp != null && !own.equals(last)) {
        int now = dateStamp.day().date().getYear();
        out.append('\n').append(brief(dateStamp, now == year));
        year = dateStamp.day().year() ? now : year;
      }
      last = own;
      if (!passage.text().equals(own)) {
        out.append('\n');
        if (labelled(before, passage)) {
          out.append(passage.who());
        }
        out.append(entry.getValue());
        before = passage;
      }
    }
    return out.toString();
  }

  /** Tokens by which the labels of who speaks become more when {@code passage} is put in. */
  private int labels(Passage passage) {
    Passage before = chosen.lowerKey(passage);
    Passage after = chosen.higherKey(passage);
    int more = labelled(before, passage) ? label(passage) : 0;
    if (after != null) {
      more += labelled(passage, after) ? label(after) : 0;
      more -= labelled(before, after) ? label(after) : 0;
    }
    return more;
  }

  private int label(Passage passage) {
    return passage.name() == null ? LABEL : tokens.count(passage.who());
  }

  /**
   * Returns whether who speaks must be said: a line without it goes on where the one before it
   * ended.
   */
  private static boolean labelled(@Nullable Passage before, Passage passage) {
    return before == null
        || !before.who().equals(passage.who())
        || !stamp(before).equals(stamp(passage));
  }

  private static String stamp(Passage passage) {
    return passage.stamp() == null ? "" : passage.stamp().text();
  }

  /** Returns what is printed for a stamp; without the year where the reader knows it. */
  private static String brief(@Nullable DateStamp dateStamp, boolean sameYear) {
    if (dateStamp == null) {
      return "";
    }
    boolean plain = dateStamp.text().equals(dateStamp.day().label());
    return plain && sameYear ? dateStamp.day().inYear() : dateStamp.text();
  }
}
