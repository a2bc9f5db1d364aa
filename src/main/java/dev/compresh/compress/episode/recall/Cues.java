package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Piece;
import dev.compresh.compress.episode.text.StopWords;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.wire.Role;
import java.util.List;
import java.util.Set;

/** Tells by cue words what kind of thing a passage says, and what kind a question asks for. */
final class Cues {
  /** Words up to which a passage says its rule clearly. */
  private static final int CLEAR = 20;

  private static final Set<String> ORDINALS = Set.of("th", "st", "nd", "rd");

  private Cues() {}

  static Traits read(Piece piece, List<Word> words, Role role) {
    int names = 0;
    int numbers = 0;
    int[] counts = new int[Cue.values().length];
    boolean order = false;
    for (Word word : words) {
      names += word.name() ? 1 : 0;
      numbers += word.number() ? 1 : 0;
      int kinds = Cue.of(word.text());
      order |= Cue.ORDER.in(kinds) && (word.first() || word.start() == 0);
      for (int bits = kinds; bits != 0; bits &= bits - 1) {
        counts[Integer.numberOfTrailingZeros(bits)]++;
      }
    }
    int moments = counts[Cue.MOMENT.place()];
    if (piece.block() || words.size() < 3) {
      return new Traits(0, false, false, names, numbers, moments);
    }
    boolean changes = counts[Cue.CHANGE.place()] > 0 || counts[Cue.AMEND.place()] > 0;
    boolean amends = counts[Cue.AMEND.place()] > 0 || (changes && order);
    double clear = standing(counts, role, order, names + numbers > 0);
    double standing = clear * CLEAR / Math.max(CLEAR, 2.0 * words.size() - CLEAR);
    return new Traits(standing, changes, amends, names, numbers, moments);
  }

  /** How strongly a rule, a preference or a plan is stated: weights set by hand. */
  private static double standing(int[] counts, Role role, boolean order, boolean value) {
    int own = counts[Cue.OWN.place()];
    int time = counts[Cue.TIME.place()];
    int dealings = counts[Cue.DEALINGS.place()];
    double standing =
        1.5 * Math.min(2, counts[Cue.HABIT.place()])
            + Math.min(2, counts[Cue.TASTE.place()])
            + Math.min(3, counts[Cue.RULE.place()])
            + Math.min(2, counts[Cue.PLAN.place()])
            + 1.2 * Math.min(2, time)
            + 0.8 * Math.min(2, own);
    boolean gated =
        counts[Cue.GATE.place()] > 0 && counts[Cue.BARRED.place()] > 0 && own + dealings > 0;
    standing += gated ? 1.5 + 0.5 * Math.min(2, dealings) : 0;
    boolean amends = counts[Cue.AMEND.place()] > 0;
    boolean decides = counts[Cue.DECISION.place()] > 0;
    boolean strict = counts[Cue.HABIT.place()] > 0 && counts[Cue.RULE.place()] > 0;
    boolean dated = value && own > 0 && counts[Cue.MOMENT.place()] > counts[Cue.TIME.place()];
    standing += dated && counts[Cue.PAST.place()] == 0 ? 1.2 : 0;
    standing += order && counts[Cue.ORDER.place()] > 1 ? 1 : 0;
    standing += (order ? 1.5 : 0) + (decides ? 2.2 : 0) + (amends ? value ? 3 : 2.2 : 0);
    boolean clear = own > 0 || time > 0 || gated || order || amends || strict;
    double weight = clear ? 1 : 0.4;
    return standing * weight * (role == Role.USER ? 1 : 0.5);
  }

  /** How far a question looks ahead: 0 not at all, 1 clearly. */
  static double ahead(List<Word> words) {
    // Who tells somebody to do something means himself: "find a slot", "draft a plan for March".
    boolean own = Tongue.english(words) && !StopWords.has(words.getFirst().text());
    boolean past = false;
    boolean dated = false;
    for (Word word : words) {
      int kinds = Cue.of(word.text());
      past |= Cue.PAST.in(kinds);
      dated |= Cue.TIME.in(kinds) || Cue.MOMENT.in(kinds) || ordinal(word.text());
    }
    return ahead(words, own, dated && !past ? 2 : 0);
  }

  /** Whether words alone, and not a day that is named, tell that it looks ahead. */
  static boolean plans(List<Word> words) {
    return ahead(words, false, 0) >= 0.5;
  }

  private static double ahead(List<Word> words, boolean speaker, int dated) {
    boolean own = speaker;
    int clear = 0;
    int lean = dated;
    for (Word word : words) {
      int kinds = Cue.of(word.text());
      own |= Cue.OWN.in(kinds);
      clear += Cue.AHEAD.in(kinds) ? 1 : 0;
      lean += Cue.LEAN.in(kinds) ? 1 : 0;
    }
    return own ? Math.min(1, (2 * clear + lean) / 4.0) : Math.min(0.25, clear / 8.0);
  }

  /** A day of the month: {@code 15th}. */
  private static boolean ordinal(String word) {
    return word.length() > 2
        && Character.isDigit(word.charAt(0))
        && ORDINALS.contains(word.substring(word.length() - 2));
  }

  /** Whether a question asks what stood beside something, and not only for the thing itself. */
  static boolean around(List<Word> words) {
    boolean same = false;
    boolean talk = false;
    for (Word word : words) {
      int kinds = Cue.of(word.text());
      if (Cue.AROUND.in(kinds)) {
        return true;
      }
      same |= word.text().equals("same");
      talk |= Cue.TALK.in(kinds);
    }
    return same && talk;
  }
}
