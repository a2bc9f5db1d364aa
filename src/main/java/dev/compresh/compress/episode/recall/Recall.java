package dev.compresh.compress.episode.recall;

import dev.compresh.compress.Counter;
import dev.compresh.wire.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * The recall block: old passages that the live question needs, printed in time order with who and
 * when, within a budget of tokens.
 */
public final class Recall {
  private static final String HEAD = "[Recalled from earlier in this conversation:";
  private static final String TAIL = "]\n\n";

  /** Tokens of head and tail, rounded up. */
  private static final int FRAME = 12;

  /** Share of the budget for standing rules, plans and corrections. */
  private static final double CARRY = 0.06;

  private static final double CARRY_AHEAD = 0.55;

  private final PassageIndex index;
  private final Ranker ranker;
  private final Tuning tuning;

  public Recall(PassageIndex index, Tuning tuning) {
    this.index = index;
    this.tuning = tuning;
    this.ranker = new Ranker(index, tuning);
  }

  /**
   * The block for {@code question}, empty where nothing is worth recalling.
   *
   * @param wanted passages that may be printed
   * @param budget bound in tokens
   */
  public String block(String question, IntPredicate wanted, int budget, Counter tokens) {
    if (budget <= FRAME) {
      return "";
    }
    Query query = Query.of(question, index, tuning);
    double[] scores = ranker.score(query, wanted);
    Page page = new Page(tokens, budget - FRAME);
    double carry = CARRY + (CARRY_AHEAD - CARRY) * query.ahead();
    carry(page, wanted, (int) (budget * carry));
    for (int id : ordered(scores, wanted)) {
      if (page.full()) {
        break;
      }
      page.add(index.passage(id), budget);
    }
    return page.isEmpty() ? "" : HEAD + page.print() + TAIL;
  }

  private List<Integer> ordered(double[] scores, IntPredicate wanted) {
    double[] value = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      double size = 8 + index.passage(i).text().length() / 4.0;
      value[i] = scores[i] / Math.pow(size, tuning.cost());
    }
    return Ranker.best(value, wanted, value.length);
  }

  private void carry(Page page, IntPredicate wanted, int budget) {
    double[] value = new double[index.size()];
    for (int i = 0; i < value.length; i++) {
      Traits traits = index.passage(i).traits();
      value[i] = traits.standing() + (traits.correction() ? 0.5 : 0);
      value[i] = value[i] >= 3 ? value[i] : 0;
    }
    for (int id : Ranker.best(value, wanted, 40)) {
      if (!page.add(index.passage(id), budget)) {
        break;
      }
    }
  }

  /** Lines chosen so far. */
  private static final class Page {
    private final Counter tokens;
    private final int budget;
    private final TreeSet<Passage> chosen = new TreeSet<>(Comparator.comparingInt(Passage::id));
    private final Set<String> texts = new HashSet<>();
    private final Set<String> stamps = new HashSet<>();
    private int used;
    private int misses;

    Page(Counter tokens, int budget) {
      this.tokens = tokens;
      this.budget = budget;
    }

    boolean full() {
      return misses > 12 || budget - used < 8;
    }

    boolean isEmpty() {
      return chosen.isEmpty();
    }

    boolean add(Passage passage, int bound) {
      if (passage.text().isEmpty() || chosen.contains(passage) || texts.contains(passage.text())) {
        return true;
      }
      int cost = tokens.count(line(passage)) + 1;
      String stamp = passage.stamp() == null ? "" : passage.stamp().text();
      if (!stamp.isEmpty() && !stamps.contains(stamp)) {
        cost += tokens.count(stamp) + 1;
      }
      if (used + cost > Math.min(bound, budget)) {
        misses++;
        return false;
      }
      used += cost;
      chosen.add(passage);
      texts.add(passage.text());
      stamps.add(stamp);
      return true;
    }

    String print() {
      StringBuilder out = new StringBuilder();
      String stamp = "";
      for (Passage passage : new ArrayList<>(chosen)) {
        String own = passage.stamp() == null ? "" : passage.stamp().text();
        if (!own.equals(stamp)) {
          out.append('\n').append(own);
          stamp = own;
        }
        if (!passage.text().equals(own)) {
          out.append('\n').append(line(passage));
        }
      }
      return out.toString();
    }
  }

  private static String line(Passage passage) {
    return (passage.role() == Role.USER ? "user: " : "you: ") + passage.text();
  }
}
