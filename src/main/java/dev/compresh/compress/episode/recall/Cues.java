package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Dates;
import dev.compresh.compress.episode.text.Piece;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.wire.Role;
import java.util.List;
import java.util.Set;

/** Tells by cue words what kind of thing a passage says, and what kind a question asks for. */
final class Cues {
  private static final Set<String> OWN =
      Set.of("i", "my", "me", "we", "our", "us", "i'm", "i'll", "i've", "i'd", "we're", "we'll");
  private static final Set<String> HABIT =
      Set.of(
          "every",
          "always",
          "usually",
          "never",
          "weekly",
          "daily",
          "monthly",
          "normally",
          "mostly",
          "most",
          "regularly",
          "each",
          "routine",
          "habit",
          "schedule",
          "standing",
          "recurring");
  private static final Set<String> TASTE =
      Set.of(
          "prefer",
          "favorite",
          "favourite",
          "allergic",
          "allergy",
          "vegetarian",
          "vegan",
          "hate",
          "dislike",
          "avoid",
          "diet",
          "intolerant",
          "afraid",
          "love",
          "rather");
  private static final Set<String> RULE =
      Set.of(
          "must",
          "until",
          "unless",
          "without",
          "can't",
          "cannot",
          "before",
          "deadline",
          "due",
          "only",
          "while",
          "nothing",
          "nobody",
          "won't",
          "mustn't",
          "don't",
          "remember",
          "off",
          "blocked",
          "booked",
          "reserved",
          "limit",
          "budget",
          "required",
          "needs",
          "belong",
          "belongs",
          "owns",
          "unavailable",
          "forbidden",
          "allowed");
  private static final Set<String> PLAN =
      Set.of(
          "tomorrow",
          "tonight",
          "upcoming",
          "planning",
          "plan",
          "plans",
          "scheduled",
          "appointment",
          "meeting",
          "going",
          "i'll",
          "we'll",
          "next",
          "will",
          "soon",
          "trip",
          "weekend");
  private static final Set<String> CHANGE =
      Set.of(
          "correction",
          "actually",
          "instead",
          "wrong",
          "longer",
          "changed",
          "moved",
          "forget",
          "update",
          "switch",
          "switched",
          "switching",
          "moving",
          "postponed",
          "cancelled",
          "canceled",
          "anymore",
          "rescheduled",
          "mistaken",
          "adjusting",
          "change",
          "now");
  private static final Set<String> AHEAD =
      Set.of(
          "tomorrow",
          "tonight",
          "upcoming",
          "plan",
          "plans",
          "planning",
          "organise",
          "organize",
          "schedule",
          "arrange",
          "host",
          "hosting",
          "book",
          "booking",
          "should",
          "next",
          "expect",
          "forecast",
          "predict",
          "sketch",
          "suggest",
          "recommend",
          "advise",
          "propose",
          "invite",
          "prepare",
          "weekend",
          "will",
          "i'll",
          "we'll",
          "thinking",
          "considering",
          "want",
          "ahead",
          "future",
          "soon",
          "later",
          "could",
          "would",
          "fit",
          "conflict",
          "conflicts",
          "available",
          "free",
          "shipping",
          "coming");

  private Cues() {}

  static Traits read(Piece piece, List<Word> words, Role role) {
    int names = 0;
    int numbers = 0;
    int own = 0;
    int habit = 0;
    int taste = 0;
    int rule = 0;
    int plan = 0;
    int change = 0;
    int when = 0;
    for (Word word : words) {
      String w = word.text();
      names += word.name() ? 1 : 0;
      numbers += word.number() ? 1 : 0;
      own += OWN.contains(w) ? 1 : 0;
      habit += HABIT.contains(w) ? 1 : 0;
      taste += TASTE.contains(w) ? 1 : 0;
      rule += RULE.contains(w) ? 1 : 0;
      plan += PLAN.contains(w) ? 1 : 0;
      change += CHANGE.contains(w) ? 1 : 0;
      when += Dates.weekday(w) || Dates.month(w) || time(w) ? 1 : 0;
    }
    if (piece.block() || words.size() < 3) {
      return new Traits(0, false, names, numbers);
    }
    double standing =
        1.5 * Math.min(2, habit)
            + 1.0 * Math.min(2, taste)
            + 1.0 * Math.min(3, rule)
            + 0.7 * Math.min(2, plan)
            + 1.2 * Math.min(2, when)
            + 0.8 * Math.min(2, own);
    boolean personal = own > 0 || when > 0;
    double weight = (personal ? 1.0 : 0.4) * (role == Role.USER ? 1.0 : 0.5);
    double density = 12.0 / (12 + Math.max(0, words.size() - 20));
    return new Traits(standing * weight * density, change > 0, names, numbers);
  }

  /** How far a question looks ahead: 0 not at all, 1 clearly. */
  static double ahead(List<Word> words) {
    int cues = 0;
    for (Word word : words) {
      cues += AHEAD.contains(word.text()) ? 1 : 0;
    }
    return Math.min(1, cues / 2.0);
  }

  private static boolean time(String word) {
    return switch (word) {
      case "morning",
          "mornings",
          "evening",
          "evenings",
          "afternoon",
          "afternoons",
          "night",
          "nights",
          "noon",
          "midnight",
          "week",
          "weeks",
          "weekend",
          "weekends",
          "day",
          "days",
          "month",
          "o'clock",
          "pm",
          "am" ->
          true;
      default -> false;
    };
  }
}
