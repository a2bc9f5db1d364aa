package dev.compresh.compression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.compression.intent.WholeConversationRequest;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.compression.plaintext.InlineResults;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.token.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Plans what is cut from a prompt. What it remembers is a cache: an instance that never saw the
 * conversation plans the same bytes, only more slowly. Never throws; where a layer fails or time
 * runs out, the client's own bytes go out. Thread-safe.
 */
public final class Compressor {
  /** Nothing of a conversation is remembered for longer after its last use. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final Tokenizer tokenizer;
  private final PromptTokens counts;
  private final LayerFactory layerFactory;
  private final LongSupplier clock;
  private final String tenant;
  private final Cache<ConversationKey, ConversationCache> known;
  private final Cache<CountedText, Integer> texts;
  private final LongAdder dropped;
  private final AppendOnlyPlanner appendOnly;

  /**
   * @param tokenizer counts for all decisions; one compressor for each vocabulary
   * @param counts counts of whole messages, under the same vocabulary
   * @param clock nanoseconds, rising
   * @param memory bound of what is remembered, in bytes, roughly
   */
  public Compressor(
      Tokenizer tokenizer,
      PromptTokens counts,
      LayerFactory layerFactory,
      LongSupplier clock,
      long memory) {
    this.tokenizer = tokenizer;
    this.counts = counts;
    this.layerFactory = layerFactory;
    this.clock = clock;
    this.tenant = "";
    this.dropped = new LongAdder();
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(memory / 1024)
            .expireAfterAccess(KEPT)
            .ticker(clock::getAsLong)
            .weigher(
                (ConversationKey conversationKey, ConversationCache value) ->
                    (int) Math.min(1 + value.bytes() / 1024, 1 << 24))
            .build();
    this.appendOnly =
        new AppendOnlyPlanner(this, counts, layerFactory, clock, known, dropped::increment);
    this.texts =
        Caffeine.newBuilder()
            .maximumWeight(memory / 4)
            .expireAfterAccess(KEPT)
            .ticker(clock::getAsLong)
            .weigher((CountedText key, Integer count) -> 80 + 2 * key.text().length())
            .build();
  }

  private Compressor(Compressor all, String tenant, PromptTokens counts) {
    this.tokenizer = all.tokenizer;
    this.counts = counts;
    this.layerFactory = all.layerFactory;
    this.clock = all.clock;
    this.tenant = tenant;
    this.dropped = all.dropped;
    this.known = all.known;
    this.texts = all.texts;
    this.appendOnly =
        new AppendOnlyPlanner(this, counts, layerFactory, clock, known, dropped::increment);
  }

  /**
   * The same memory, with nothing to be found in it but what {@code tenant} left.
   *
   * @param counts of that tenant
   */
  public Compressor forTenant(String tenant, PromptTokens counts) {
    return new Compressor(this, tenant, counts);
  }

  /** Groups of layers that failed so far, and were left out for their conversations. */
  public long dropped() {
    return dropped.sum();
  }

  /** Returns what of {@code sent} is to be changed under {@code policy}. */
  public CompressionPlan plan(Prompt sent, CompressionPolicy compressionPolicy, TimeLimit limit) {
    return plan(sent, compressionPolicy, CacheBreakpoints.NONE, limit);
  }

  /**
   * As above.
   *
   * @param cacheBreakpoints where the provider's cache was cold
   */
  public CompressionPlan plan(
      Prompt sent,
      CompressionPolicy compressionPolicy,
      CacheBreakpoints cacheBreakpoints,
      TimeLimit limit) {
    PlanDeadline planDeadline = new PlanDeadline(clock, limit);
    Prompt prompt = InlineResults.locate(sent);
    int original = original(prompt);
    if (compressionPolicy.mode().isRaw()) {
      return CompressionPlan.untouched(original, "off");
    }
    if (!prompt.plain()) {
      return CompressionPlan.untouched(original, "unreadable");
    }
    if (prompt.envelope().previousResponse()) {
      return CompressionPlan.untouched(original, "partial");
    }
    if (isShort(prompt, compressionPolicy, original)) {
      return CompressionPlan.untouched(original, "short");
    }
    TokenCounter tokens = planDeadline.counting(this::count);
    ConversationState.StateWork stateWork =
        new ConversationState.StateWork(
            prompt, sent, cacheBreakpoints, PinnedMessages.NONE, counts, tokens);
    CompressionPlan compressionPlan = planned(stateWork, compressionPolicy, planDeadline, original);
    boolean fits =
        compressionPolicy.room() == 0
            || original - counts.fixed(prompt) <= compressionPolicy.room();
    // Where nothing was lost, the provider's cache is worth keeping.
    return fits && loses(compressionPlan) && WholeConversationRequest.is(prompt)
        ? planned(stateWork, compressionPolicy.lossless(), planDeadline, original)
        : compressionPlan;
  }

  /** Returns whether anything of older messages is not to be seen in {@code plan}. */
  private static boolean loses(CompressionPlan compressionPlan) {
    return compressionPlan.changes().stream()
        .anyMatch(c -> c.layer() == Layer.EVICTION || c.layer() == Layer.CHAT_MEMORY);
  }

  /**
   * As above, for a conversation of which nothing may change that was sent: what is pinned goes out
   * again, and what is new is planned by what comes before it.
   */
  public PinnedPlan plan(
      Prompt sent,
      CompressionPolicy compressionPolicy,
      PinnedMessages pinnedMessages,
      TimeLimit limit) {
    return appendOnly.plan(sent, compressionPolicy, pinnedMessages, limit);
  }

  /**
   * Returns whether it is a chat too short to gain; results of tools are compressed from the first
   * on.
   */
  private static boolean isShort(Prompt prompt, CompressionPolicy compressionPolicy, int original) {
    boolean few =
        original < compressionPolicy.shortTokens()
            || TurnCounter.count(prompt.messages()) < compressionPolicy.shortTurns();
    return few
        && prompt.messages().stream()
            .allMatch(m -> m.parts().stream().noneMatch(PromptPart.ToolResult.class::isInstance));
  }

  int original(Prompt prompt) {
    return counts.count(prompt, this::count);
  }

  private CompressionPlan planned(
      ConversationState.StateWork stateWork,
      CompressionPolicy compressionPolicy,
      PlanDeadline planDeadline,
      int original) {
    Prompt prompt = stateWork.prompt();
    int head = Math.min(counts.fixed(prompt), compressionPolicy.shortTokens());
    ConversationKey conversationKey = key(prompt, head, compressionPolicy, false);
    ConversationCache conversationCache = known.get(conversationKey, k -> new ConversationCache());
    ConversationState conversationState =
        conversationCache.claim(
            prompt.messages(),
            stateWork.anchors(),
            PinnedMessages.NONE,
            () ->
                new ConversationState(
                    layerFactory.fresh(compressionPolicy), head, dropped::increment));
    try {
      conversationState.extend(stateWork, planDeadline);
      PlanBuilder planBuilder =
          new PlanBuilder(prompt, compressionPolicy, counts, this::count, planDeadline);
      conversationState.contribute(planBuilder);
      CompressionPlan compressionPlan = plan(planBuilder.settled(), original, planDeadline);
      conversationCache.release(conversationState);
      known.put(conversationKey, conversationCache); // weighs it again
      return compressionPlan;
    } catch (RuntimeException | StackOverflowError e) {
      return CompressionPlan.untouched(
          original, "fault"); // the trace may be broken and is forgotten
    }
  }

  static CompressionPlan plan(
      List<PlannedChange> changes, int original, PlanDeadline planDeadline) {
    int forwarded = original;
    for (PlannedChange plannedChange : changes) {
      forwarded += plannedChange.tokensAfter() - plannedChange.tokensBefore();
    }
    if (changes.isEmpty() || forwarded >= original) {
      return CompressionPlan.untouched(
          original, planDeadline.passed() ? CompressionPlan.TIME_LIMIT : "nothing to gain");
    }
    return new CompressionPlan(
        changes, original, forwarded, planDeadline.passed() ? CompressionPlan.TIME_LIMIT : "");
  }

  int count(String text) {
    if (text.length() < 64) {
      return tokenizer.count(text);
    }
    CountedText key = new CountedText(tenant, text);
    Integer known = texts.getIfPresent(key);
    if (known == null) {
      known = tokenizer.count(text);
      texts.put(key, known);
    }
    return known;
  }

  ConversationKey key(
      Prompt prompt, int head, CompressionPolicy compressionPolicy, boolean appendOnly) {
    return new ConversationKey(
        tenant, beginning(prompt.messages()), head, compressionPolicy, appendOnly);
  }

  /** All up to the first words of the user: what tells conversations of one client apart. */
  private static List<ContentDigest> beginning(List<Message> messages) {
    List<ContentDigest> digests = new ArrayList<>();
    for (Message message : messages) {
      digests.add(message.digest());
      if (message.role() == MessageRole.USER || digests.size() == 4) {
        break;
      }
    }
    return digests;
  }

  /**
   * Conversations that may be the same: of one tenant, as time tells what is known. What was sent
   * is no part of it: pins hold that.
   *
   * @param appendOnly whether nothing that was sent may change
   */
  record ConversationKey(
      String tenant,
      List<ContentDigest> beginning,
      int head,
      CompressionPolicy policy,
      boolean appendOnly) {}

  /** The key of a counted text. */
  private record CountedText(String tenant, String text) {}
}
