package dev.compresh.compress.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Change;
import dev.compresh.compress.Compressor;
import dev.compresh.compress.Layer;
import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Plan;
import dev.compresh.compress.Policy;
import dev.compresh.compress.PriceTier;
import dev.compresh.compress.Talk;
import dev.compresh.wire.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Layer D below a price tier: above it the whole request costs more, cached tokens included. */
class PriceTierTest {
  private static final int TIER = 12_000;

  private static Talk session(int steps) {
    Random random = new Random(3);
    Talk talk = new Talk().system("Agent.").user("Find out what each part is for.");
    for (int step = 0; step < steps; step++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 110; i++) {
        text.append("part ").append(random.nextInt(1 << 20)).append(" is of ");
        text.append(random.nextInt(1 << 20)).append("\n");
      }
      talk.bash("ls parts" + step, text.toString());
    }
    return talk;
  }

  private static Policy policy(Mode mode, int percent) {
    return Policy.of(mode, Objective.COST).at(new PriceTier(TIER, percent));
  }

  /** Tokens of each request's prompt. */
  private static List<Integer> sizes(Policy policy, Talk talk) {
    Compressor compressor = Agent.compressor();
    List<Integer> sizes = new ArrayList<>();
    for (int size = 4; size <= talk.size(); size += 2) {
      sizes.add(Agent.plan(compressor, talk.upTo(size), policy).forwarded());
    }
    return sizes;
  }

  @Test
  void aPromptThatWouldCrossIt_isCutOnce_andStaysBelow() {
    List<Integer> sizes = sizes(policy(Mode.BALANCED, 500), session(60));
    assertThat(sizes).allMatch(size -> size <= TIER + 500);
    long cuts = 0;
    for (int i = 1; i < sizes.size(); i++) {
      cuts += sizes.get(i) < sizes.get(i - 1) ? 1 : 0;
    }
    assertThat(cuts).isBetween(1L, 8L);
  }

  @Test
  void whereStayingBelowDoesNotPay_nothingIsCut() {
    List<Integer> sizes = sizes(policy(Mode.BALANCED, 101), session(22));
    assertThat(sizes.getLast()).isGreaterThan(TIER);
  }

  @Test
  void lossless_crossesIt() {
    assertThat(sizes(policy(Mode.LOSSLESS, 500), session(40)).getLast()).isGreaterThan(TIER);
  }

  @Test
  void theReasonSaysSo_andAFreshInstanceGivesTheSameBytes() {
    Talk talk = session(40);
    Policy policy = policy(Mode.BALANCED, 500);
    Compressor known = Agent.compressor();
    for (int size = 4; size < talk.size(); size += 2) {
      Agent.plan(known, talk.upTo(size), policy);
    }
    Prompt prompt = talk.prompt();
    Plan plan = known.plan(prompt, policy, Agent.AMPLE);
    assertThat(plan.changes().stream().filter(c -> c.layer() == Layer.ANCHOR).map(Change::reason))
        .isNotEmpty()
        .allMatch(reason -> reason.contains("price tier"));
    assertThat(Agent.compressor().plan(prompt, policy, Agent.AMPLE).apply(prompt))
        .isEqualTo(plan.apply(prompt));
  }
}
