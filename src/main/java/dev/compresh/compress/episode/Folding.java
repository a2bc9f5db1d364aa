package dev.compresh.compress.episode;

import dev.compresh.compress.Objective;
import dev.compresh.compress.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * When closed episodes go out as gists. Where tokens count, at once. Where money counts, the chat
 * stays raw while a provider's cache makes that cheaper, is switched once, and from then on folds
 * in few large steps, because each step rewrites what stands behind it. Rests on the turns so far
 * alone, so a conversation folds at the same turns on every instance.
 */
final class Folding {
  /** Price of a token read from a provider's cache, in hundredths of a fresh one. */
  private static final long READ = 10;

  /** Price of a token that is new to the cache: the dearer of the two ways providers charge. */
  private static final long WRITE = 125;

  /**
   * Turns over which the switch has to pay; a conversation goes on about as long as it has been.
   */
  private static final int MOST_TURNS = 40;

  /**
   * Turns over which a later fold has to pay. Holding {@code n} raw tokens a turn for {@code k}
   * turns costs about {@code READ·n·k²/2}, a fold {@code (WRITE−READ)·F}; with n near 150 and F
   * near 2,000 both are even at some 16 turns (the rule of the economic lot).
   */
  private static final int FOLD_TURNS = 16;

  /**
   * Under this a recall block no longer holds what most questions need, whatever it costs. Only
   * clear hits are printed under cost, and few questions have more of them.
   */
  private static final int LEAST_RECALL = 600;

  /** What comes of it at least where it costs nothing: then it is quiet for a while. */
  private static final int LEAST_COLD = 1_000;

  private record Fold(int at, int closings) {}

  /**
   * A turn.
   *
   * @param at index of the message that begins it
   * @param turns turns so far
   * @param asking how many of them refer back by their words
   * @param total tokens of the conversation so far
   * @param cold whether the provider's cache holds nothing of it
   */
  record Moment(int at, int turns, int asking, int total, boolean cold) {}

  private final Policy policy;
  private final List<Fold> folds = new ArrayList<>();

  Folding(Policy policy) {
    this.policy = policy;
  }

  /** Closings that are in effect of {@code all}. */
  int of(int all) {
    if (policy.objective() == Objective.TOKENS) {
      return all;
    }
    return folds.isEmpty() ? 0 : folds.getLast().closings();
  }

  /**
   * Tokens that a recall block may have when {@code elided} tokens are gone. A block is paid in
   * full at each turn, what it stands for is read at a tenth: under cost it may have half of that.
   */
  int recall(int elided) {
    int most = Bounds.recall(policy, elided);
    return policy.objective() == Objective.TOKENS
        ? most
        : Math.min(most, Math.max(LEAST_RECALL, (int) (elided * READ / (2 * WRITE))));
  }

  /** Forgets what was decided from message {@code size} on. */
  void truncate(int size) {
    while (!folds.isEmpty() && folds.getLast().at() >= size) {
      folds.removeLast();
    }
  }

  /**
   * Weighs a fold.
   *
   * @param all closings so far
   * @param elided tokens that are gone after so many closings
   * @param gists tokens of gists that stand for them
   */
  void turn(Moment moment, int all, IntUnaryOperator elided, IntUnaryOperator gists) {
    int at = moment.at();
    int turns = moment.turns();
    int total = moment.total();
    int now = of(all);
    if (policy.objective() == Objective.TOKENS || all == now) {
      return;
    }
    long behind = gists.applyAsInt(all) + (long) total - elided.applyAsInt(all);
    // What the provider's cache no longer holds is written anew anyhow.
    long once = moment.cold() ? 0 : (WRITE - READ) * behind;
    long gone = elided.applyAsInt(all) - (long) gists.applyAsInt(all);
    if (now > 0) {
      long already = elided.applyAsInt(now) - (long) gists.applyAsInt(now);
      boolean pays = READ * (gone - already) * FOLD_TURNS > once;
      boolean enough = !moment.cold() || gone - already >= LEAST_COLD;
      if ((pays && enough) || full(total - (int) already)) {
        folds.add(new Fold(at, all));
      }
      return;
    }
    long recall = expected(recall(elided.applyAsInt(all)), moment);
    // The last question stood behind a recall block and is new to the cache without it.
    long asked = total / Math.max(1, 2L * turns);
    long each = READ * gone - WRITE * recall - (WRITE - READ) * asked;
    if (each * Math.min(turns, MOST_TURNS) > once || full(total)) {
      folds.add(new Fold(at, all));
    }
  }

  /** Tokens of recall a turn, if as many refer back as have so far. */
  private long expected(int most, Moment moment) {
    long spare = Math.min(most, Bounds.room(policy, most).spare());
    return (moment.asking * (long) most + (moment.turns - moment.asking) * spare)
        / Math.max(1, moment.turns);
  }

  /** Whether the model's window has no room for more. */
  private boolean full(int tokens) {
    return policy.room() > 0 && tokens > policy.room();
  }
}
