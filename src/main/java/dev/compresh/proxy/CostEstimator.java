package dev.compresh.proxy;

import dev.compresh.budget.CostEstimate;
import dev.compresh.budget.HoldFactors;
import dev.compresh.budget.OrgBilling;
import dev.compresh.config.MoneyConfig;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.Usage;
import dev.compresh.dialect.UsageExtras;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.usage.TokenPrice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Estimates the maximum cost of a request before it is forwarded: its input, written to the cache
 * where that costs more, and the longest answer that it allows.
 */
final class CostEstimator {
  /** Where a client sets no bound, at least so long an answer must be affordable. */
  private static final int LEAST_OUTPUT = 1_024;

  /** Counts that are themselves estimates are taken this part larger. */
  private static final int MARGIN = 10;

  private static final byte[] CACHE = "\"cache_control\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HOUR = "\"1h\"".getBytes(StandardCharsets.US_ASCII);

  private final PriceLookup priceLookup;
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
  record RequestSize(long forwarded, long saved, boolean estimated, long answer) {
    static final long AS_ASKED = -1;

    /** The same with an answer of so many tokens. */
    RequestSize answered(long tokens) {
      return new RequestSize(forwarded, saved, estimated, tokens);
    }
  }

  /** Takes how much is held for answers that nothing bounds, as {@code money} says. */
  CostEstimator(
      PriceLookup priceLookup,
      Supplier<Catalogue> catalogue,
      HoldFactors factors,
      MoneyConfig money) {
    this.factors = factors;
    this.priceLookup = priceLookup;
    this.catalogue = catalogue;
    this.assumedOutput = money.assumedOutput();
    this.holdLongest = money.holdLongest();
    this.unpricedRule = money.unpriced();
  }

  /** Returns whether the request costs nothing, whichever candidate serves it. */
  boolean free(RoutingDecision routingDecision) {
    return routingDecision.candidates().stream().allMatch(priceLookup::isFree);
  }

  /**
   * Returns whether a prepaid organisation can't have it: nobody knows what one of the candidates
   * costs.
   */
  boolean refusesUnpriced(RoutingDecision routingDecision) {
    return unpricedRule == MoneyConfig.UnpricedRule.REFUSE
        && !routingDecision.endpoint().free()
        && !routingDecision.candidates().stream().allMatch(priceLookup::isPriced);
  }

  /**
   * The dearest of the candidates counts. The balance has to have what the request costs by what is
   * known of the provider's counts; of a model that was not asked yet, as much is held as its bytes
   * could come to.
   */
  CostEstimate estimate(
      OrgBilling billing,
      RoutingDecision routingDecision,
      Prompt prompt,
      RequestSize requestSize,
      Instant time) {
    UsageExtras asked = free(routingDecision) ? UsageExtras.NONE : AskedService.read(prompt);
    CostEstimate most = new CostEstimate(0, 0, 0);
    for (Candidate candidate : routingDecision.candidates()) {
      InputRange inputRange =
          input(billing.orgId(), routingDecision, candidate, prompt, requestSize);
      TokenPrice tokenPrice =
          priceLookup.held(candidate, inputRange.most, asked, time).orElse(null);
      if (tokenPrice == null) {
        continue;
      }
      TokenPrice leastPrice =
          priceLookup.held(candidate, inputRange.least, asked, time).orElse(tokenPrice);
      long output =
          requestSize.answer >= 0 ? requestSize.answer : output(routingDecision, candidate, prompt);
      long least = leastOutput(prompt, output);
      long leastCost = cost(routingDecision, prompt, leastPrice, inputRange.least, least);
      long cost = cost(routingDecision, prompt, leastPrice, inputRange.least, output);
      long mostCost =
          Math.max(cost, cost(routingDecision, prompt, tokenPrice, inputRange.most, output));
      long fresh = tokenPrice.freshInput();
      long charge = billing.charge(mostCost, requestSize.saved, fresh);
      long leastCharge = Math.min(charge, billing.charge(leastCost, requestSize.saved, fresh));
      most =
          new CostEstimate(
              Math.max(most.cost(), cost),
              Math.max(most.leastCharge(), leastCharge),
              Math.max(most.charge(), charge));
    }
    return most;
  }

  /** Input tokens that a provider may count, by what is known and at most. */
  private record InputRange(long least, long most) {}

  private InputRange input(
      String orgId,
      RoutingDecision routingDecision,
      Candidate candidate,
      Prompt prompt,
      RequestSize requestSize) {
    long own = requestSize.forwarded + routingDecision.held().tokens();
    long counted = own + (requestSize.estimated ? own / MARGIN + 1 : 0);
    if (!routingDecision.endpoint().compresses() || requestSize.answer >= 0) {
      return new InputRange(counted, counted);
    }
    String model = CountedModel.name(candidate, prompt);
    long least = factors.least(orgId, model, counted);
    long most = requestSize.estimated ? factors.most(orgId, model, counted) : least;
    // No prompt is longer than its model's window.
    long window = Math.max(counted, catalogue.get().window(candidate.model()));
    return window > counted
        ? new InputRange(Math.min(least, window), Math.min(most, window))
        : new InputRange(least, most);
  }

  /** Takes how a request ended, and learns how its provider counts. Never blocks. */
  @FunctionalInterface
  interface CountLearning {
    void learn(AnswerDelivery answerDelivery);
  }

  /** Returns what is learned from a request; what the provider adds of its own says nothing. */
  CountLearning learning(
      String orgId, RoutingDecision routingDecision, Prompt prompt, RequestSize requestSize) {
    if (!routingDecision.endpoint().compresses()
        || !routingDecision.held().isEmpty()
        || requestSize.answer >= 0) {
      return _ -> {};
    }
    List<String> models =
        routingDecision.candidates().stream().map(c -> CountedModel.name(c, prompt)).toList();
    return answerDelivery -> {
      Usage usage = answerDelivery.usage();
      if (usage != null && answerDelivery.status() == 200) {
        factors.observe(
            orgId, models.get(answerDelivery.candidate()), requestSize.forwarded, usage.prompt());
      }
    };
  }

  /** The longest answer that the request and its model allow, or that is assumed. */
  long output(RoutingDecision routingDecision, Candidate candidate, Prompt prompt) {
    if (routingDecision.endpoint().dialect() == null) {
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
  private static long cost(
      RoutingDecision routingDecision,
      Prompt prompt,
      TokenPrice tokenPrice,
      long input,
      long output) {
    long thought = tokenPrice.reasoning() > tokenPrice.output() ? output : 0;
    boolean marked = !routingDecision.endpoint().isCacheAutomatic();
    Usage usage =
        marked && holds(prompt.body(), HOUR) && holds(prompt.body(), CACHE)
            ? new Usage(0, 0, 0, input, output, thought)
            : tokenPrice.input().write5m() > tokenPrice.input().fresh()
                    && (!marked || holds(prompt.body(), CACHE))
                ? new Usage(0, 0, input, 0, output, thought)
                : new Usage(input, 0, 0, 0, output, thought);
    return tokenPrice.cost(AudioPricing.convert(routingDecision.endpoint(), usage));
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
