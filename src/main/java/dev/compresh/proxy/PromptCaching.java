package dev.compresh.proxy;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.Usage;
import dev.compresh.json.BodyEdit;
import dev.compresh.promptcache.BreakpointPlanner;
import dev.compresh.promptcache.CacheMemory;
import dev.compresh.promptcache.CacheMinimum;
import dev.compresh.promptcache.CacheRates;
import dev.compresh.promptcache.ClientCacheSettings;
import dev.compresh.promptcache.ExpectedRead;
import dev.compresh.promptcache.OpenAiBreakpoint;
import dev.compresh.promptcache.PlannedBreakpoints;
import dev.compresh.promptcache.PromptCacheKey;
import dev.compresh.promptcache.PromptPrefix;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.proxy.CacheMarking.MarkDecision;
import dev.compresh.proxy.CacheMemories.ChangedMemory;
import dev.compresh.proxy.CacheMemories.MemoryPlace;
import dev.compresh.session.PromptFingerprint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks what the provider's cache should keep of requests whose client marks nothing, and learns
 * from what the provider tells. What fails here leaves the request without marks.
 */
final class PromptCaching implements SettlementObserver {
  private static final Logger LOG = LoggerFactory.getLogger(PromptCaching.class);

  /** Shorter bodies are below every model's minimum. */
  private static final int LEAST_BYTES = 1_024;

  private static final int OPENAI_MINIMUM = 1_024;

  private final CacheMemories memories;
  private final PromptSizes sizes;
  private final Supplier<Catalogue> catalogue;
  private final InstantSource clock;
  private final Executor learning;

  /**
   * @param learning runs what is learned from answers; not on the thread that settles them
   */
  PromptCaching(
      CacheMemories memories,
      PromptSizes sizes,
      Supplier<Catalogue> catalogue,
      InstantSource clock,
      Executor learning) {
    this.memories = memories;
    this.sizes = sizes;
    this.catalogue = catalogue;
    this.clock = clock;
    this.learning = learning;
  }

  /**
   * The marks of a request.
   *
   * @param promptFingerprint what goes out, as hashes; null where it goes out as it came
   * @param isPassing whether its last message has an addition for this turn alone
   */
  CacheMarking marks(
      RequestContext context,
      CompressionPlan compressionPlan,
      @Nullable PromptFingerprint promptFingerprint,
      boolean isPassing) {
    RoutingDecision routingDecision = context.routing();
    Prompt prompt = context.prompt();
    CacheVendor vendor =
        CacheVendor.of(routingDecision.candidates().getFirst(), routingDecision.endpoint());
    boolean isOpen =
        routingDecision.seesToCache()
            && prompt.plain()
            && prompt.body().length >= LEAST_BYTES
            && !prompt.messages().isEmpty()
            && !prompt.envelope().previousResponse();
    try {
      return switch (vendor) {
        case ANTHROPIC ->
            isOpen && !ClientCacheSettings.isIn(prompt)
                ? marked(context, compressionPlan, promptFingerprint, isPassing)
                : CacheMarking.NONE;
        case OPENAI ->
            isOpen
                ? keyed(context, compressionPlan, promptFingerprint, isPassing)
                : CacheMarking.NONE;
        case NONE -> CacheMarking.NONE;
      };
    } catch (RuntimeException e) {
      // Without the message: it may quote the prompt.
      LOG.warn("setting cache breakpoints failed: {}", e.getClass().getName());
      return CacheMarking.NONE;
    }
  }

  private CacheMarking marked(
      RequestContext context,
      CompressionPlan compressionPlan,
      @Nullable PromptFingerprint promptFingerprint,
      boolean isPassing) {
    Prompt prompt = context.prompt();
    String model = context.routing().upstream();
    int minimum = CacheMinimum.tokens(model);
    long prefix = sizes.fixed(context.key().orgId(), model, prompt);
    MarkDecision markDecision =
        reckoned(
            context,
            compressionPlan,
            promptFingerprint,
            isPassing,
            minimum,
            prefix,
            PromptPrefix.hash(prompt));
    if (markDecision == null) {
      return CacheMarking.NONE;
    }
    BitSet dropped = new BitSet();
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      if (plannedChange instanceof PlannedChange.MessageDrop) {
        dropped.set(plannedChange.message());
      }
    }
    return new CacheMarking(
        CacheVendor.ANTHROPIC,
        BreakpointPlanner.plan(prompt, markDecision.step().decision(), dropped::get, isPassing),
        markDecision);
  }

  /** Brings like requests together; and marks an instruction that many of them share. */
  private CacheMarking keyed(
      RequestContext context,
      CompressionPlan compressionPlan,
      @Nullable PromptFingerprint promptFingerprint,
      boolean isPassing) {
    Prompt prompt = context.prompt();
    List<BodyEdit> edits = new ArrayList<>(3);
    String model = context.routing().upstream();
    if (sizes.readSizes(model, compressionPlan.forwarded()) < OPENAI_MINIMUM) {
      return CacheMarking.NONE;
    }
    PromptCacheKey.edit(prompt, context.key().id(), model).ifPresent(edits::add);
    MarkDecision markDecision = null;
    if (OpenAiBreakpoint.isTakenBy(model) && !OpenAiBreakpoint.isIn(prompt)) {
      markDecision =
          reckoned(
              context,
              compressionPlan,
              promptFingerprint,
              isPassing,
              OPENAI_MINIMUM,
              sizes.leading(context.key().orgId(), model, prompt),
              PromptCacheKey.leading(prompt));
      boolean marks = markDecision != null && markDecision.step().decision().prefix() != null;
      edits.addAll(marks ? OpenAiBreakpoint.edits(prompt) : List.of());
    }
    return new CacheMarking(CacheVendor.OPENAI, new PlannedBreakpoints(edits, 0), markDecision);
  }

  private @Nullable MarkDecision reckoned(
      RequestContext context,
      CompressionPlan compressionPlan,
      @Nullable PromptFingerprint promptFingerprint,
      boolean isPassing,
      int minimum,
      long prefix,
      long hash) {
    Prompt prompt = context.prompt();
    String model = context.routing().upstream();
    long total = sizes.readSizes(model, compressionPlan.forwarded());
    if (total < minimum) {
      return null;
    }
    boolean isAgent = PromptPrefix.hasTools(prompt);
    long[] forwarded = forwarded(prompt, promptFingerprint, isPassing);
    CacheMemory.MemorySizes of = new CacheMemory.MemorySizes(prefix, total, isAgent);
    long head = where(context.routing(), hash);
    MemoryPlace memoryPlace = MemoryPlace.of(context.session(), isAgent, head);
    CacheRates rates = CacheMarkRates.find(catalogue.get().price(model).orElse(null));
    long now = clock.millis();
    return memories.change(
        memoryPlace,
        prompt,
        memory -> {
          CacheMemory.MemoryStep next =
              memory.next(prompt, head, forwarded, of, minimum, rates, now);
          return new ChangedMemory<>(new MarkDecision(memory, next, memoryPlace), next.memory());
        });
  }

  /** One hash of each message as it goes out; not of one that goes out so in this turn alone. */
  private static long[] forwarded(
      Prompt prompt, @Nullable PromptFingerprint promptFingerprint, boolean isPassing) {
    int count = prompt.messages().size() - (isPassing ? 1 : 0);
    return promptFingerprint == null
        ? prompt.messages().stream().limit(count).mapToLong(m -> m.digest().high()).toArray()
        : Arrays.copyOf(promptFingerprint.sent(), count);
  }

  /** A cache belongs to a provider's account and to a model. */
  private static long where(RoutingDecision routingDecision, long hash) {
    long where =
        routingDecision.provider().name().hashCode() * 31L + routingDecision.upstream().hashCode();
    return hash ^ (where * 0x9e3779b97f4a7c15L);
  }

  /** Learns from what the provider tells once the request is over. */
  @Override
  public RequestSettlement observe(RequestContext context, RequestSettlement settlement) {
    MarkDecision markDecision = context.compressed().marks().reckoned();
    return markDecision == null
        ? settlement
        : answerDelivery -> {
          settlement.settle(answerDelivery);
          UnaryOperator<CacheMemory> learned = learned(markDecision, answerDelivery);
          if (learned != null) {
            // What is remembered may have to be read from the store.
            learning.execute(() -> memories.update(markDecision.place(), learned));
          }
        };
  }

  private static @Nullable UnaryOperator<CacheMemory> learned(
      MarkDecision markDecision, AnswerDelivery answerDelivery) {
    CacheMemory.MemoryStep memoryStep = markDecision.step();
    ExpectedRead expected = memoryStep.expected();
    Usage usage = answerDelivery.usage();
    if (answerDelivery.status() >= 400 || answerDelivery.candidate() != 0) {
      return memory -> memory.afterFailure(memoryStep, markDecision.before());
    }
    return usage == null || answerDelivery.status() != 200 || expected.tokens() == 0
        ? null
        : memory -> memory.afterAnswer(expected, expected.isFoundIn(usage.cacheRead()));
  }
}
