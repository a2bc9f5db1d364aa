package dev.compresh.proxy;

import dev.compresh.dialect.MeterReading;
import dev.compresh.dialect.ServerToolCalls;
import dev.compresh.dialect.Usage;
import dev.compresh.dialect.UsageDoubt;
import dev.compresh.dialect.UsageExtras.ModelUsage;
import dev.compresh.observe.Metrics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces figures of a provider that cannot be, or that are missing, by estimates, and marks them:
 * what is charged rests on them.
 */
final class FigureCheck {
  private static final Logger LOG = LoggerFactory.getLogger(FigureCheck.class);

  /** Runs of the model on the provider's side that are believed, each with a window of its own. */
  private static final long MOST_RUNS = 64;

  private final Metrics metrics;

  FigureCheck(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * {@code delivery} with figures that can be charged; without any where it costs nothing.
   *
   * @param requestId for the log
   * @param provider that answered
   */
  AnswerDelivery check(
      AnswerDelivery answerDelivery, FigureBounds bounds, String requestId, String provider) {
    MeterReading reading = answerDelivery.reading();
    if (!isCharged(answerDelivery)) {
      return answerDelivery.withReading(reading.withoutUsage());
    }
    Set<UsageDoubt> doubts = EnumSet.noneOf(UsageDoubt.class);
    doubts.addAll(reading.doubts());
    Usage usage = reading.usage();
    if (usage == null) {
      doubts.add(UsageDoubt.USAGE_MISSING);
    } else {
      judge(usage, reading, bounds, doubts);
      usage = withBelievableOthers(usage, reading, bounds, doubts);
    }
    if (doubts.isEmpty()) {
      return answerDelivery;
    }
    boolean noOutput = usage == null || doubts.stream().anyMatch(UsageDoubt::isOutput);
    long answer = noOutput ? answer(usage, reading, bounds, doubts) : 0;
    boolean noInput = usage == null || doubts.stream().anyMatch(UsageDoubt::isInput);
    Usage corrected =
        usage == null
            ? null
            : corrected(usage, noInput ? bounds.forwarded() : -1, noOutput ? answer : -1);
    note(doubts, requestId, provider);
    MeterReading checked = reading.withUsage(corrected, doubts);
    return answerDelivery.withReading(noOutput ? checked.withTextTokens(answer) : checked);
  }

  /** Errors and redirects cost nothing, nor do answers of which nothing arrived. */
  static boolean isCharged(AnswerDelivery answerDelivery) {
    MeterReading reading = answerDelivery.reading();
    boolean nothing = reading.failed() && reading.textTokens() == 0;
    return answerDelivery.status() / 100 == 2 && !nothing;
  }

  private static void judge(
      Usage usage, MeterReading reading, FigureBounds bounds, Set<UsageDoubt> doubts) {
    long runs = runs(usage.extras().tools(), reading.samplings());
    long most = runs > 1 ? bounds.window() * runs : bounds.prompt();
    boolean others = !usage.extras().otherModels().isEmpty();
    if (usage.prompt() > most) {
      doubts.add(UsageDoubt.INPUT_TOO_LARGE);
    } else if (usage.prompt() == 0 && usage.seconds() == 0 && bounds.forwarded() > 0 && !others) {
      zero(doubts, UsageDoubt.INPUT_ZERO, UsageDoubt::isInput);
    }
    // What the model is run for in between, as to compact, is not bound by what the client asked.
    if (usage.output() > (runs > 1 ? bounds.modelOutput() * runs : bounds.output())) {
      doubts.add(UsageDoubt.OUTPUT_TOO_LARGE);
    } else if (usage.output() == 0 && reading.textTokens() > 0 && !others) {
      zero(doubts, UsageDoubt.OUTPUT_ZERO, UsageDoubt::isOutput);
    }
  }

  /** Other models' runs are bounded as those of the model asked for are. */
  private static Usage withBelievableOthers(
      Usage usage, MeterReading reading, FigureBounds bounds, Set<UsageDoubt> doubts) {
    long runs = runs(usage.extras().tools(), reading.samplings());
    List<ModelUsage> believed = new ArrayList<>();
    for (ModelUsage other : usage.extras().otherModels()) {
      boolean inputFits = other.usage().prompt() <= bounds.window() * runs;
      boolean outputFits = other.usage().output() <= bounds.modelOutput() * runs;
      if (!inputFits || !outputFits) {
        doubts.add(UsageDoubt.OTHERS_TOO_LARGE);
      }
      Usage fitting =
          corrected(
              other.usage(),
              inputFits ? -1 : bounds.forwarded(),
              outputFits ? -1 : reading.textTokens());
      believed.add(new ModelUsage(other.model(), fitting));
    }
    return believed.isEmpty() ? usage : usage.withExtras(usage.extras().withOtherModels(believed));
  }

  private static void zero(
      Set<UsageDoubt> doubts, UsageDoubt doubt, Predicate<UsageDoubt> sameSide) {
    if (doubts.stream().noneMatch(sameSide)) {
      doubts.add(doubt);
    }
  }

  /**
   * Returns how often the model may have run: tools of the provider send it the whole prompt again.
   */
  private static long runs(ServerToolCalls tools, int samplings) {
    long calls =
        tools.webSearch()
            + tools.webFetch()
            + tools.codeExecution()
            + tools.fileSearch()
            + tools.xSearch()
            + tools.imageGeneration()
            + tools.other();
    return Math.min(MOST_RUNS, Math.max(samplings, calls + 1));
  }

  /**
   * Output tokens of an answer whose figure is of no use: those of its text; where the model
   * finished and may have reasoned unseen, the longest answer that was held for.
   */
  private static long answer(
      @Nullable Usage usage, MeterReading reading, FigureBounds bounds, Set<UsageDoubt> doubts) {
    // An output that is reported when a message begins is only the least that there is.
    long told =
        usage != null && doubts.contains(UsageDoubt.OUTPUT_MISSING)
            ? Math.min(usage.output(), bounds.output())
            : 0;
    long text = Math.max(told, reading.textTokens());
    if (bounds.hidesReasoning() && reading.contentEnded() && !reading.reasoningShown()) {
      doubts.add(UsageDoubt.REASONING_HIDDEN);
      return Math.max(bounds.longest(), bounds.isBounded() ? 0 : text);
    }
    return bounds.isBounded() && bounds.longest() > 0 ? Math.min(text, bounds.longest()) : text;
  }

  private static Usage corrected(Usage usage, long input, long output) {
    long answer = output < 0 ? usage.output() : output;
    long thought = output < 0 ? usage.reasoning() : 0;
    boolean estimated = input >= 0;
    return new Usage(
            estimated ? input : usage.input(),
            estimated ? 0 : usage.cacheRead(),
            estimated ? 0 : usage.cacheWrite5m(),
            estimated ? 0 : usage.cacheWrite1h(),
            answer,
            Math.min(thought, answer),
            estimated ? 0 : usage.audioInput(),
            Math.min(usage.audioOutput(), answer),
            usage.seconds())
        .withExtras(estimated ? usage.extras().withCacheWrites(0, 0) : usage.extras());
  }

  private void note(Set<UsageDoubt> doubts, String requestId, String provider) {
    for (UsageDoubt doubt : doubts) {
      metrics.usageEstimated(provider, doubt.label());
    }
    boolean impossible =
        doubts.stream()
            .anyMatch(d -> d != UsageDoubt.USAGE_MISSING && d != UsageDoubt.OUTPUT_MISSING);
    if (impossible) {
      LOG.info(
          "request {}: usage reported by {} is not plausible and was replaced by an estimate: {}",
          requestId,
          provider,
          doubts);
    }
  }
}
