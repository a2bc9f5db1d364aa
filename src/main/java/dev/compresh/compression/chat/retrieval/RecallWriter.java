package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.TokenCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The recall block: old passages that the live question needs, printed in time order with who and
 * when, within a budget of tokens.
 */
public final class RecallWriter {
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
  private final Bm25Index index;
  private final Bm25Ranker bm25Ranker;
  private final RankerWeights rankerWeights;
  private final RecallLines recallLines;

  public RecallWriter(Bm25Index index, RankerWeights rankerWeights) {
    this.index = index;
    this.rankerWeights = rankerWeights;
    this.recallLines = new RecallLines(rankerWeights.brief());
    this.bm25Ranker = new Bm25Ranker(index, rankerWeights);
  }

  /**
   * The block for {@code question}, empty where nothing is worth recalling.
   *
   * @param wanted passages that may be printed
   */
  public String block(
      String question, IntPredicate wanted, RecallBudget recallBudget, TokenCounter tokens) {
    int budget = recallBudget.tokens();
    if (budget <= FRAME) {
      return "";
    }
    RecallQuery recallQuery = RecallQuery.of(question, index, rankerWeights);
    double[] scores = bm25Ranker.score(recallQuery, wanted);
    RecallBlock recallBlock =
        new RecallBlock(tokens, budget - FRAME, recallLines, recallBudget.terse());
    double carry = CARRY + (CARRY_AHEAD - CARRY) * recallQuery.ahead();
    carry(recallBlock, wanted, scores, recallQuery.ahead(), (int) (budget * carry));
    fill(
        recallBlock,
        worth(scores),
        CueClassifier.asksForNeighbours(recallQuery.words()),
        wanted,
        recallBudget,
        budget);
    return recallBlock.isEmpty() ? "" : HEAD + recallBlock.print() + TAIL;
  }

  /**
   * The best passages, as far as they are worth it: a question with one clear answer needs a few
   * lines, one that asks for a list the whole page. One that asks what stood around something gets
   * just that, repetitions and all.
   */
  private void fill(
      RecallBlock recallBlock,
      double[] worth,
      boolean around,
      IntPredicate wanted,
      RecallBudget recallBudget,
      int budget) {
    int[] order = Bm25Ranker.best(worth, wanted, worth.length);
    MmrSelector mmrSelector = new MmrSelector(index, worth, order, !around);
    double least = order.length == 0 || around ? 0 : recallBudget.floor() * worth[order[0]];
    for (int id = mmrSelector.next(); id >= 0 && !recallBlock.full(); id = mmrSelector.next()) {
      if (mmrSelector.worth() < least && recallBlock.used() >= recallBudget.filled()) {
        return;
      }
      if (recall(recallBlock, id, wanted, budget)) {
        mmrSelector.take(id);
      }
    }
  }

  /** Puts a passage in; one that was taken back since only together with what holds now. */
  private boolean recall(RecallBlock recallBlock, int id, IntPredicate wanted, int budget) {
    int latest = index.corrections().latest(id);
    boolean stale = latest != id && wanted.test(latest);
    return (!stale || recallBlock.add(index.passage(latest), budget))
        && recallBlock.add(index.passage(id), budget);
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

  /**
   * Returns what printing a text of so many characters weighs; worked out once for each usual
   * length.
   */
  private double price(int length) {
    if (length >= prices.length) {
      return Math.pow(8 + length / 4.0, rankerWeights.cost());
    }
    if (prices[length] == 0) {
      prices[length] = Math.pow(8 + length / 4.0, rankerWeights.cost());
    }
    return prices[length];
  }

  /**
   * Standing rules, plans and corrections: of two that exclude each other the latest. The more the
   * question looks ahead, the weaker ones may be among them, those near its matter first.
   */
  private void carry(
      RecallBlock recallBlock, IntPredicate wanted, double[] scores, double ahead, int budget) {
    double[] value = new double[index.size()];
    double least = STANDING - AHEAD_STANDING * ahead;
    double top = Math.max(1, Arrays.stream(scores).max().orElse(0));
    for (int i = 0; i < value.length; i++) {
      PassageTraits passageTraits = index.passage(i).traits();
      value[i] = passageTraits.standing() + (passageTraits.correction() ? 0.5 : 0);
      // Of equals the later counts more.
      double more = 0.1 * i / value.length + NEAR * ahead * scores[i] / top;
      value[i] = value[i] >= least ? value[i] + more : 0;
    }
    List<Integer> replaced = new ArrayList<>();
    for (int id : Bm25Ranker.best(value, wanted, CARRIED)) {
      if (index.corrections().latest(id) == id && !recallBlock.add(index.passage(id), budget)) {
        break;
      }
      replaced.add(index.corrections().correctedBy(id));
    }
    for (int id : replaced) {
      if (id >= 0 && wanted.test(id)) {
        recallBlock.add(index.passage(id), budget);
      }
    }
  }

  /** Returns what {@code message} needs of what the index holds, by its words. */
  public RecallDemand demand(String message) {
    return BackReference.demand(message, index);
  }
}
