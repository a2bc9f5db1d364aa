package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.StopWords;
import dev.compresh.compression.chat.language.TextPiece;
import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.dialect.MessageRole;
import java.util.List;
import java.util.Set;

/** Tells by cue words what kind of thing a passage says, and what kind a question asks for. */
final class CueClassifier {
  /** Words up to which a passage says its rule clearly. */
  private static final int CLEAR = 20;

  private static final Set<String> ORDINALS = Set.of("th", "st", "nd", "rd");

  private CueClassifier() {}

  static PassageTraits read(TextPiece textPiece, List<TextWord> words, MessageRole messageRole) {
    int names = 0;
    int numbers = 0;
    int[] counts = new int[CueWords.values().length];
    boolean order = false;
    for (TextWord textWord : words) {
      names += textWord.name() ? 1 : 0;
      numbers += textWord.number() ? 1 : 0;
      int kinds = CueWords.kindsOf(textWord.text());
      order |= CueWords.ORDER.isIn(kinds) && (textWord.first() || textWord.start() == 0);
      for (int bits = kinds; bits != 0; bits &= bits - 1) {
        counts[Integer.numberOfTrailingZeros(bits)]++;
      }
    }
    int moments = counts[CueWords.MOMENT.place()];
    if (textPiece.block() || words.size() < 3) {
      return new PassageTraits(0, false, false, names, numbers, moments);
    }
    boolean changes = counts[CueWords.CHANGE.place()] > 0 || counts[CueWords.AMEND.place()] > 0;
    boolean amends = counts[CueWords.AMEND.place()] > 0 || (changes && order);
    double clear = standing(counts, messageRole, order, names + numbers > 0);
    double standing = clear * CLEAR / Math.max(CLEAR, 2.0 * words.size() - CLEAR);
    return new PassageTraits(standing, changes, amends, names, numbers, moments);
  }

  /** Returns how strongly a rule, a preference or a plan is stated: weights set by hand. */
  private static double standing(
      int[] counts, MessageRole messageRole, boolean order, boolean value) {
    int own = counts[CueWords.OWN.place()];
    int time = counts[CueWords.TIME.place()];
    int dealings = counts[CueWords.DEALINGS.place()];
    double standing =
        1.5 * Math.min(2, counts[CueWords.HABIT.place()])
            + Math.min(2, counts[CueWords.TASTE.place()])
            + Math.min(3, counts[CueWords.RULE.place()])
            + Math.min(2, counts[CueWords.PLAN.place()])
            + 1.2 * Math.min(2, time)
            + 0.8 * Math.min(2, own);
    boolean gated =
        counts[CueWords.GATE.place()] > 0
            && counts[CueWords.BARRED.place()] > 0
            && own + dealings > 0;
    standing += gated ? 1.5 + 0.5 * Math.min(2, dealings) : 0;
    boolean amends = counts[CueWords.AMEND.place()] > 0;
    boolean decides = counts[CueWords.DECISION.place()] > 0;
    boolean strict = counts[CueWords.HABIT.place()] > 0 && counts[CueWords.RULE.place()] > 0;
    boolean dated =
        value && own > 0 && counts[CueWords.MOMENT.place()] > counts[CueWords.TIME.place()];
    standing += dated && counts[CueWords.PAST.place()] == 0 ? 1.2 : 0;
    standing += order && counts[CueWords.ORDER.place()] > 1 ? 1 : 0;
    standing += (order ? 1.5 : 0) + (decides ? 2.2 : 0) + (amends ? value ? 3 : 2.2 : 0);
    boolean clear = own > 0 || time > 0 || gated || order || amends || strict;
    double weight = clear ? 1 : 0.4;
    return standing * weight * (messageRole == MessageRole.USER ? 1 : 0.5);
  }

  /** Returns how far a question looks ahead: 0 not at all, 1 clearly. */
  static double ahead(List<TextWord> words) {
    // Who tells somebody to do something means himself: "find a slot", "draft a plan for March".
    boolean own = LanguageCues.english(words) && !StopWords.has(words.getFirst().text());
    boolean past = false;
    boolean dated = false;
    for (TextWord textWord : words) {
      int kinds = CueWords.kindsOf(textWord.text());
      past |= CueWords.PAST.isIn(kinds);
      dated |= CueWords.TIME.isIn(kinds) || CueWords.MOMENT.isIn(kinds) || ordinal(textWord.text());
    }
    return ahead(words, own, dated && !past ? 2 : 0);
  }

  /** Returns whether words alone, and not a day that is named, tell that it looks ahead. */
  static boolean plans(List<TextWord> words) {
    return ahead(words, false, 0) >= 0.5;
  }

  private static double ahead(List<TextWord> words, boolean speaker, int dated) {
    boolean own = speaker;
    int clear = 0;
    int lean = dated;
    for (TextWord textWord : words) {
      int kinds = CueWords.kindsOf(textWord.text());
      own |= CueWords.OWN.isIn(kinds);
      clear += CueWords.AHEAD.isIn(kinds) ? 1 : 0;
      lean += CueWords.LEAN.isIn(kinds) ? 1 : 0;
    }
    return own ? Math.min(1, (2 * clear + lean) / 4.0) : Math.min(0.25, clear / 8.0);
  }

  /** A day of the month: {@code 15th}. */
  private static boolean ordinal(String word) {
    return word.length() > 2
        && Character.isDigit(word.charAt(0))
        && ORDINALS.contains(word.substring(word.length() - 2));
  }

  /**
   * Returns whether a question asks what stood next to something, and not only for the thing
   * itself.
   */
  static boolean asksForNeighbours(List<TextWord> words) {
    boolean same = false;
    boolean talk = false;
    for (TextWord textWord : words) {
      int kinds = CueWords.kindsOf(textWord.text());
      if (CueWords.AROUND.isIn(kinds)) {
        return true;
      }
      same |= textWord.text().equals("same");
      talk |= CueWords.TALK.isIn(kinds);
    }
    return same && talk;
  }
}
