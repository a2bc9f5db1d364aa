package dev.compresh.compress.episode.recall;

import dev.compresh.compress.TokenCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The recall block: old passages that the live question needs, printed in time order with who and
 * when, within a budget of tokens.
 */
public final class Recall {
  private static final String HEAD = "[Recalled from earlier in this conversation:";
  private static final String TAIL = "]\n\n";

  /** Tokens of head and tail, rounded up. */
  private static final int FRAME = 14;

  /** Share of the budget for standing rules, plans and corrections. */
  private static final double CARRY = 0.01;

  private static final double CARRY_AHEAD = 0.55;

  /** Least strength of what is carried. */
  private static final double STANDING = 3;

  /** How much weaker what is carried may be where the question clearly looks ahead. */
  private static final double AHEAD_STANDING = 2.2;

  /** What the best score for the question adds to it. */
  private static final double NEAR = 1.5;

  /** Passages looked at for what is carried. */
  private static final int CARRIED = 40;

  /** Characters up to which most passages go. */
  private static final int USUAL = 512;

  private final double[] prices = new double[USUAL];
  private final PassageIndex index;
  private final Ranker ranker;
  private final Tuning tuning;
  private final Lines lines;

  public Recall(PassageIndex index, Tuning tuning) {
    this.index = index;
    this.tuning = tuning;
    this.lines = new Lines(tuning.brief());
    this.ranker = new Ranker(index, tuning);
  }

  /**
   * The block for {@code question}, empty where nothing is worth recalling.
   *
   * @param wanted passages that may be printed
   */
  public String block(String question, IntPredicate wanted, Room room, TokenCounter tokens) {
    int budget = room.tokens();
    if (budget <= FRAME) {
      return "";
    }
    Query query = Query.of(question, index, tuning);
    double[] scores = ranker.score(query, wanted);
    Page page = new Page(tokens, budget - FRAME, lines, room.terse());
    double carry = CARRY + (CARRY_AHEAD - CARRY) * query.ahead();
    carry(page, wanted, scores, query.ahead(), (int) (budget * carry));
    fill(page, worth(scores), Cues.around(query.words()), wanted, room, budget);
    return page.isEmpty() ? "" : HEAD + page.print() + TAIL;
  }

  /**
   * The best passages, as far as they are worth it: a question with one clear answer needs a few
   * lines, one that asks for a list the whole page. One that asks what stood around something gets
   * just that, repetitions and all.
   */
  private void fill(
      Page page, double[] worth, boolean around, IntPredicate wanted, Room room, int budget) {
    int[] order = Ranker.best(worth, wanted, worth.length);
    Spread spread = new Spread(index, worth, order, !around);
    double least = order.length == 0 || around ? 0 : room.floor() * worth[order[0]];
    for (int id = spread.next(); id >= 0 && !page.full(); id = spread.next()) {
      if (spread.worth() < least && page.used() >= room.filled()) {
        return;
      }
      if (recall(page, id, wanted, budget)) {
        spread.take(id);
      }
    }
  }

  /** Puts a passage in; one that was taken back since only beside what holds now. */
  private boolean recall(Page page, int id, IntPredicate wanted, int budget) {
    int latest = index.corrections().latest(id);
    boolean stale = latest != id && wanted.test(latest);
    return (!stale || page.add(index.passage(latest), budget))
        && page.add(index.passage(id), budget);
  }

  /** Scores weighed against the length of what would be printed. */
  private double[] worth(double[] scores) {
    double[] value = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] != 0) {
        value[i] = scores[i] / price(index.passage(i).text().length());
      }
    }
    return value;
  }

  /** What printing a text of so many characters weighs; worked out once for each usual length. */
  private double price(int length) {
    if (length >= prices.length) {
      return Math.pow(8 + length / 4.0, tuning.cost());
    }
    if (prices[length] == 0) {
      prices[length] = Math.pow(8 + length / 4.0, tuning.cost());
    }
    return prices[length];
  }

  /**
   * Standing rules, plans and corrections: of two that exclude each other the latest. The more the
   * question looks ahead, the weaker ones may be among them, those near its matter first.
   */
  private void carry(Page page, IntPredicate wanted, double[] scores, double ahead, int budget) {
    double[] value = new double[index.size()];
    double least = STANDING - AHEAD_STANDING * ahead;
    double top = Math.max(1, Arrays.stream(scores).max().orElse(0));
    for (int i = 0; i < value.length; i++) {
      Traits traits = index.passage(i).traits();
      value[i] = traits.standing() + (traits.correction() ? 0.5 : 0);
      // Of equals the later counts more.
      double more = 0.1 * i / value.length + NEAR * ahead * scores[i] / top;
      value[i] = value[i] >= least ? value[i] + more : 0;
    }
    List<Integer> replaced = new ArrayList<>();
    for (int id : Ranker.best(value, wanted, CARRIED)) {
      if (index.corrections().latest(id) == id && !page.add(index.passage(id), budget)) {
        break;
      }
      replaced.add(index.corrections().before(id));
    }
    for (int id : replaced) {
      if (id >= 0 && wanted.test(id)) {
        page.add(index.passage(id), budget);
      }
    }
  }

  /** What {@code message} needs of what the index holds, by its words. */
  public RecallDemand demand(String message) {
    return Reference.demand(message, index);
  }
}
