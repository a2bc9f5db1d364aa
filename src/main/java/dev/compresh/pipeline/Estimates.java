package dev.compresh.pipeline;

import dev.compresh.budget.CostEstimate;
import dev.compresh.budget.HoldFactors;
import dev.compresh.budget.OrgBilling;
import dev.compresh.config.MoneyConfig;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.usage.Price;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Usage;
import dev.compresh.wire.UsageExtras;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a request may cost at most, reckoned before it is forwarded: its input, written to the cache
 * where that costs more, and the longest answer that it allows.
 */
final class Estimates {
  /** Where a client sets no bound, at least so long an answer must be affordable. */
  private static final int LEAST_OUTPUT = 1_024;

  /** Counts that are themselves estimates are taken this part larger. */
  private static final int MARGIN = 10;

  private static final byte[] CACHE = "\"cache_control\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HOUR = "\"1h\"".getBytes(StandardCharsets.US_ASCII);

  private final Prices prices;
  private final Supplier<Catalogue> catalogue;
  private final HoldFactors factors;
  private final int assumedOutput;
  private final boolean holdLongest;
  private final MoneyConfig.UnpricedRule unpricedRule;

  /**
   * A request, in tokens.
   *
   * @param forwarded what goes out
   * @param saved what compression took from it
   * @param estimated whether these are estimates
   * @param answer the longest answer; {@link #AS_ASKED} where the request and its model bound it
   */
  record Size(long forwarded, long saved, boolean estimated, long answer) {
    static final long AS_ASKED = -1;

    /** The same with an answer of so many tokens. */
    Size answered(long tokens) {
      return new Size(forwarded, saved, estimated, tokens);
    }
  }

  /** What is held for answers that nothing bounds, as {@code money} says. */
  Estimates(Prices prices, Supplier<Catalogue> catalogue, HoldFactors factors, MoneyConfig money) {
    this.factors = factors;
    this.prices = prices;
    this.catalogue = catalogue;
    this.assumedOutput = money.assumedOutput();
    this.holdLongest = money.holdLongest();
    this.unpricedRule = money.unpriced();
  }

  /** Whether the request costs nothing, whichever candidate serves it. */
  boolean free(Choice choice) {
    return choice.candidates().stream().allMatch(prices::isFree);
  }

  /**
   * Whether a prepaid organisation can't have it: nobody knows what one of the candidates costs.
   */
  boolean refusesUnpriced(Choice choice) {
    return unpricedRule == MoneyConfig.UnpricedRule.REFUSE
        && !choice.endpoint().free()
        && !choice.candidates().stream().allMatch(prices::isPriced);
  }

  /**
   * The dearest of the candidates counts. The balance has to have what the request costs by what is
   * known of the provider's counts; of a model that was not asked yet, as much is held as its bytes
   * could come to.
   */
  CostEstimate of(OrgBilling billing, Choice choice, Prompt prompt, Size size, Instant time) {
    UsageExtras asked = free(choice) ? UsageExtras.NONE : AskedService.of(prompt);
    CostEstimate most = new CostEstimate(0, 0, 0);
    for (Candidate candidate : choice.candidates()) {
      Input input = input(billing.orgId(), choice, candidate, prompt, size);
      Price price = prices.held(candidate, input.most, asked, time).orElse(null);
      if (price == null) {
        continue;
      }
      Price leastPrice = prices.held(candidate, input.least, asked, time).orElse(price);
      long output = size.answer >= 0 ? size.answer : output(choice, candidate, prompt);
      long least = leastOutput(prompt, output);
      long leastCost = cost(choice, prompt, leastPrice, input.least, least);
      long cost = cost(choice, prompt, leastPrice, input.least, output);
      long mostCost = Math.max(cost, cost(choice, prompt, price, input.most, output));
      long fresh = price.freshInput();
      long charge = billing.charge(mostCost, size.saved, fresh);
      long leastCharge = Math.min(charge, billing.charge(leastCost, size.saved, fresh));
      most =
          new CostEstimate(
              Math.max(most.cost(), cost),
              Math.max(most.leastCharge(), leastCharge),
              Math.max(most.charge(), charge));
    }
    return most;
  }

  /** Input tokens that a provider may count, by what is known and at most. */
  private record Input(long least, long most) {}

  private Input input(String orgId, Choice choice, Candidate candidate, Prompt prompt, Size size) {
    long own = size.forwarded + choice.held().tokens();
    long counted = own + (size.estimated ? own / MARGIN + 1 : 0);
    if (!choice.endpoint().compresses() || size.answer >= 0) {
      return new Input(counted, counted);
    }
    String model = CountedModel.of(candidate, prompt);
    long least = factors.least(orgId, model, counted);
    long most = size.estimated ? factors.most(orgId, model, counted) : least;
    // No prompt is longer than its model's window.
    long window = Math.max(counted, catalogue.get().window(candidate.model()));
    return window > counted
        ? new Input(Math.min(least, window), Math.min(most, window))
        : new Input(least, most);
  }

  /** Takes how a request ended, and learns how its provider counts. Never blocks. */
  @FunctionalInterface
  interface Learning {
    void learn(Delivery delivery);
  }

  /** What is learned from a request; what the provider adds of its own says nothing. */
  Learning learning(String orgId, Choice choice, Prompt prompt, Size size) {
    if (!choice.endpoint().compresses() || !choice.held().isEmpty() || size.answer >= 0) {
      return _ -> {};
    }
    List<String> models =
        choice.candidates().stream().map(c -> CountedModel.of(c, prompt)).toList();
    return delivery -> {
      Usage usage = delivery.usage();
      if (usage != null && delivery.status() == 200) {
        factors.observe(orgId, models.get(delivery.candidate()), size.forwarded, usage.prompt());
      }
    };
  }

  /** The longest answer that the request and its model allow, or that is assumed. */
  long output(Choice choice, Candidate candidate, Prompt prompt) {
    if (choice.endpoint().dialect() == null) {
      return 0;
    }
    int asked = prompt.envelope().maxTokens();
    if (asked >= 0) {
      return (long) asked * answers(prompt);
    }
    int most = catalogue.get().known().facts(candidate.model()).map(f -> f.maxOutput()).orElse(0);
    boolean whole = most > 0 && (holdLongest || most < assumedOutput);
    return (long) (whole ? most : assumedOutput) * answers(prompt);
  }

  private static int answers(Prompt prompt) {
    return prompt.envelope().answers();
  }

  private long leastOutput(Prompt prompt, long output) {
    return prompt.envelope().maxTokens() >= 0 || holdLongest
        ? output
        : Math.min(output, (long) LEAST_OUTPUT * answers(prompt));
  }

  /** With all of the input at its dearest, and all of the output thought. */
  private static long cost(Choice choice, Prompt prompt, Price price, long input, long output) {
    long thought = price.reasoning() > price.output() ? output : 0;
    boolean messages = choice.endpoint().dialect() == Dialect.MESSAGES;
    Usage usage =
        messages && holds(prompt.body(), HOUR) && holds(prompt.body(), CACHE)
            ? new Usage(0, 0, 0, input, output, thought)
            : price.input().write5m() > price.input().fresh()
                    && (!messages || holds(prompt.body(), CACHE))
                ? new Usage(0, 0, input, 0, output, thought)
                : new Usage(input, 0, 0, 0, output, thought);
    return price.cost(Sound.of(choice.endpoint(), usage));
  }

  private static boolean holds(byte[] body, byte[] word) {
    int last = body.length - word.length;
    for (int i = 0; i <= last; i++) {
      if (body[i] == word[0] && body[i + 2] == word[2] && matches(body, i, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] body, int at, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (body[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }
}
