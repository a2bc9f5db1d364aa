package dev.compresh.pipeline;

import dev.compresh.compress.PlannedChange;
import dev.compresh.compress.CompressionPlan;
import dev.compresh.pipeline.CacheMarking.Reckoned;
import dev.compresh.pipeline.CacheMemories.Changed;
import dev.compresh.pipeline.CacheMemories.Place;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
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
import dev.compresh.session.SentPrompts;
import dev.compresh.session.SessionKey;
import dev.compresh.session.Trail;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Usage;
import java.time.InstantSource;
import java.util.ArrayList;
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
final class PromptCaching {
  private static final Logger LOG = LoggerFactory.getLogger(PromptCaching.class);

  /** Shorter bodies are below every model's minimum. */
  private static final int LEAST_BYTES = 1_024;

  private static final int OPENAI_MINIMUM = 1_024;

  private final CacheMemories memories;
  private final PromptSizes sizes;
  private final Supplier<Catalogue> catalogue;
  private final SentPrompts sent;
  private final InstantSource clock;
  private final Executor learning;

  /**
   * @param learning runs what is learned from answers; not on the thread that settles them
   */
  PromptCaching(
      CacheMemories memories,
      PromptSizes sizes,
      Supplier<Catalogue> catalogue,
      SentPrompts sent,
      InstantSource clock,
      Executor learning) {
    this.memories = memories;
    this.sizes = sizes;
    this.catalogue = catalogue;
    this.sent = sent;
    this.clock = clock;
    this.learning = learning;
  }

  /**
   * The marks of a request.
   *
   * @param orgId whose it is: counts are not shared between organisations
   * @param trail what goes out, as hashes; null where it goes out as it came
   * @param isPassing whether its last message has an addition for this turn alone
   */
  CacheMarking marks(
      String orgId,
      SessionKey session,
      Choice choice,
      Prompt prompt,
      CompressionPlan compressionPlan,
      @Nullable Trail trail,
      boolean isPassing) {
    CacheVendor vendor = CacheVendor.of(choice.candidates().getFirst(), choice.endpoint());
    boolean isOpen =
        choice.seesToCache()
            && prompt.plain()
            && prompt.body().length >= LEAST_BYTES
            && !prompt.messages().isEmpty()
            && !prompt.envelope().previousResponse();
    try {
      return switch (vendor) {
        case ANTHROPIC ->
            isOpen && !ClientCacheSettings.isIn(prompt)
                ? marked(orgId, session, choice, prompt, compressionPlan, trail, isPassing)
                : CacheMarking.NONE;
        case OPENAI -> isOpen ? keyed(orgId, session, choice, prompt, compressionPlan, trail) : CacheMarking.NONE;
        case NONE -> CacheMarking.NONE;
      };
    } catch (RuntimeException e) {
      // Without the message: it may quote the prompt.
      LOG.warn("no cache breakpoints set: {}", e.getClass().getName());
      return CacheMarking.NONE;
    }
  }

  private CacheMarking marked(
      String orgId,
      SessionKey session,
      Choice choice,
      Prompt prompt,
      CompressionPlan compressionPlan,
      @Nullable Trail trail,
      boolean isPassing) {
    int minimum = CacheMinimum.of(choice.upstream());
    long prefix = sizes.fixed(orgId, choice.upstream(), prompt);
    Reckoned reckoned =
        reckoned(session, choice, prompt, compressionPlan, trail, minimum, prefix, PromptPrefix.hash(prompt));
    if (reckoned == null) {
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
        BreakpointPlanner.plan(prompt, reckoned.step().decision(), dropped::get, isPassing),
        reckoned);
  }

  /** Brings like requests together; and marks an instruction that many of them share. */
  private CacheMarking keyed(
      String orgId,
      SessionKey session, Choice choice, Prompt prompt, CompressionPlan compressionPlan, @Nullable Trail trail) {
    List<Edit> edits = new ArrayList<>(3);
    String model = choice.upstream();
    if (sizes.told(model, compressionPlan.forwarded()) < OPENAI_MINIMUM) {
      return CacheMarking.NONE;
    }
    PromptCacheKey.edit(prompt, session.keyId(), model).ifPresent(edits::add);
    Reckoned reckoned = null;
    if (OpenAiBreakpoint.isTakenBy(model) && !OpenAiBreakpoint.isIn(prompt)) {
      reckoned =
          reckoned(
              session,
              choice,
              prompt,
              compressionPlan,
              trail,
              OPENAI_MINIMUM,
              sizes.leading(orgId, model, prompt),
              PromptCacheKey.leading(prompt));
      boolean marks = reckoned != null && reckoned.step().decision().prefix() != null;
      edits.addAll(marks ? OpenAiBreakpoint.edits(prompt) : List.of());
    }
    return new CacheMarking(CacheVendor.OPENAI, new PlannedBreakpoints(edits, 0), reckoned);
  }

  private @Nullable Reckoned reckoned(
      SessionKey session,
      Choice choice,
      Prompt prompt,
      CompressionPlan compressionPlan,
      @Nullable Trail trail,
      int minimum,
      long prefix,
      long hash) {
    String model = choice.upstream();
    long total = sizes.told(model, compressionPlan.forwarded());
    if (total < minimum) {
      return null;
    }
    boolean isAgent = PromptPrefix.hasTools(prompt);
    SentPrompts.Match match = trail == null ? null : sent.match(session, trail);
    CacheMemory.Sizes of =
        new CacheMemory.Sizes(prefix, total, match != null && match.bust(), isAgent);
    Place place = Place.of(session, isAgent, where(choice, hash));
    CacheRates rates = CacheMarkRates.of(catalogue.get().price(model).orElse(null));
    long now = clock.millis();
    return memories.change(
        place,
        prompt,
        memory -> {
          CacheMemory.Step next = memory.next(prompt, of, minimum, rates, now);
          return new Changed<>(new Reckoned(memory, next, place), next.memory());
        });
  }

  /** A cache belongs to a provider's account and to a model. */
  private static long where(Choice choice, long hash) {
    long where = choice.provider().name().hashCode() * 31L + choice.upstream().hashCode();
    return hash ^ (where * 0x9e3779b97f4a7c15L);
  }

  /** Learns from what the provider tells once the request is over. */
  Settlement watching(Compressed compressed, Settlement settlement) {
    Reckoned reckoned = compressed.marks().reckoned();
    return reckoned == null
        ? settlement
        : delivery -> {
          settlement.settle(delivery);
          UnaryOperator<CacheMemory> learned = learned(reckoned, delivery);
          if (learned != null) {
            // What is remembered may have to be read from the store.
            learning.execute(() -> memories.update(reckoned.place(), learned));
          }
        };
  }

  private static @Nullable UnaryOperator<CacheMemory> learned(
      Reckoned reckoned, Delivery delivery) {
    CacheMemory.Step step = reckoned.step();
    ExpectedRead expected = step.expected();
    Usage usage = delivery.usage();
    if (delivery.status() >= 400 || delivery.candidate() != 0) {
      return memory -> memory.afterFailure(step, reckoned.before());
    }
    return usage == null || delivery.status() != 200 || expected.tokens() == 0
        ? null
        : memory -> memory.afterAnswer(expected, expected.isFoundIn(usage.cacheRead()));
  }
}
