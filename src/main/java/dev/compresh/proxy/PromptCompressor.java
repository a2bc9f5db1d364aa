package dev.compresh.proxy;

import dev.compresh.compression.CacheBreakpoints;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.PinnedPlan;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.WorkBounds;
import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.ThinkingBinding;
import dev.compresh.json.BodyEdit;
import dev.compresh.observe.Metrics;
import dev.compresh.token.ModelTokens;
import dev.compresh.token.TokenizerRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the prompt and plans what is cut from it. Whatever fails here, the original goes out. */
final class PromptCompressor {
  private static final Logger LOG = LoggerFactory.getLogger(PromptCompressor.class);

  /**
   * Above this many bytes a prompt that is not to be compressed is no longer counted (some 10 ms a
   * megabyte, the first time) but estimated.
   */
  private static final int COUNTED_BYTES = 1 << 20;

  private final TokenizerRegistry tokenizerRegistry;
  private final CompressorRegistry compressorRegistry;
  private final TimeLimit limit;
  private final Set<String> skipTools;
  private final @Nullable TrimmedTurns trimmed;
  private final PlanSurroundings around;
  private final Metrics metrics;
  private final CompressedPromptAssembler figures;

  /**
   * @param trimmed what clients have trimmed; null where turns are not stored
   */
  PromptCompressor(
      TokenizerRegistry tokenizerRegistry,
      CompressorRegistry compressorRegistry,
      TimeLimit limit,
      Set<String> skipTools,
      @Nullable TrimmedTurns trimmed,
      PlanSurroundings around,
      Metrics metrics) {
    this.tokenizerRegistry = tokenizerRegistry;
    this.compressorRegistry = compressorRegistry;
    this.limit = limit;
    this.skipTools = skipTools;
    this.trimmed = trimmed;
    this.around = around;
    this.metrics = metrics;
    this.figures = new CompressedPromptAssembler(tokenizerRegistry, around.caching(), metrics);
  }

  /**
   * Compresses the prompt of a request that is bound and routed.
   *
   * @param edits changes of the body that have to be made in any case
   */
  CompressedPrompt compress(RequestContext context, List<BodyEdit> edits) {
    try {
      return planned(context, edits);
    } catch (RuntimeException | StackOverflowError e) {
      // Without the message: it may quote the prompt.
      LOG.warn("compression failed; forwarding the original: {}", e.getClass().getName());
      // A provider may refuse what goes out now: even so the client gets an answer.
      boolean owes = context.binding().pinned() || context.binding().records();
      SentRecord record = owes ? record(context, raw(context.prompt()), List.of()) : net(context);
      return figures.assemble(context, estimate(context.prompt(), "fault"), edits, true, record);
    }
  }

  private CompressedPrompt planned(RequestContext context, List<BodyEdit> edits) {
    RoutingDecision routingDecision = context.routing();
    Prompt prompt = context.prompt();
    boolean off = routingDecision.mode().isRaw() || routingDecision.heldOut();
    if (context.binding().pinned() || context.binding().records()) {
      return bound(context, edits);
    }
    SentRecord net = net(context);
    if (off && prompt.body().length > COUNTED_BYTES) {
      return figures.assemble(context, estimate(prompt, "off"), edits, true, net);
    }
    ModelTokens tokens = tokenizerRegistry.forModel(routingDecision.upstream());
    CompressorRegistry.CompressionEngine compressionEngine =
        compressorRegistry.forTokenizer(tokens.tokenizer(), context.key().orgId());
    CompressionPolicy compressionPolicy =
        policy(context, routingDecision.mode(), tokens, compressionEngine.counts());
    CompressionPlan compressionPlan =
        off
            ? CompressionPlan.untouched(compressionEngine.counts().count(prompt), "off")
            : compressionEngine
                .compressor()
                .plan(prompt, compressionPolicy, anchors(context), limit);
    if (trimmed != null && recalls(routingDecision) && !off) {
      TokenCounter tokenCounter = tokens.tokenizer()::count;
      compressionPlan =
          trimmed.addRecallBlock(
              compressionPlan,
              context.session(),
              routingDecision.upstream(),
              prompt,
              compressionPolicy,
              tokenCounter);
    }
    // A count of texts alone, as for embeddings, has frames and quotes in it that are not there.
    boolean estimated =
        !tokens.exact()
            || routingDecision.endpoint().dialect() == null
            || !WorkBounds.admit(prompt);
    return figures.assemble(context, compressionPlan, edits, estimated, net);
  }

  private static boolean recalls(RoutingDecision routingDecision) {
    return routingDecision.mode() == CompressionMode.BALANCED
        || routingDecision.mode() == CompressionMode.MAX;
  }

  /**
   * Returns what {@code mode} would make of {@code prompt} if it had been in force from the
   * beginning on. Remembers nothing of the session; what depends on its cache is left out.
   */
  CompressionPlan planned(
      String orgId,
      RoutingDecision routingDecision,
      CompressionMode compressionMode,
      Prompt prompt) {
    if (prompt.body().length > WorkBounds.BYTES) {
      return estimate(prompt, "large");
    }
    ModelTokens tokens = tokenizerRegistry.forModel(routingDecision.upstream());
    CompressorRegistry.CompressionEngine compressionEngine =
        compressorRegistry.forTokenizer(tokens.tokenizer(), orgId);
    CompressionPolicy compressionPolicy =
        policy(routingDecision, prompt, compressionMode, tokens, compressionEngine.counts());
    boolean bound =
        prompt.dialect().hasThinkingBlocks()
            && ThinkingBinding.appliesTo(routingDecision.upstream())
            && ThinkingBinding.lastBlock(prompt) >= 0;
    return bound
        ? compressionEngine
            .compressor()
            .plan(prompt, compressionPolicy, new PinnedMessages(List.of(), 0, -1), limit)
            .plan()
        : compressionEngine.compressor().plan(prompt, compressionPolicy, limit);
  }

  /** As above, where thinking is bound to what was sent: that goes out again. */
  private CompressedPrompt bound(RequestContext context, List<BodyEdit> edits) {
    RoutingDecision routingDecision = context.routing();
    ConversationBinding conversationBinding = context.binding();
    Prompt prompt = context.prompt();
    boolean off = routingDecision.mode().isRaw() || routingDecision.heldOut();
    ModelTokens tokens = tokenizerRegistry.forModel(routingDecision.upstream());
    CompressorRegistry.CompressionEngine compressionEngine =
        compressorRegistry.forTokenizer(tokens.tokenizer(), context.key().orgId());
    PromptTokens counts = compressionEngine.counts();
    if (off && !conversationBinding.pins().isEdited()) {
      boolean counted = prompt.body().length <= COUNTED_BYTES;
      CompressionPlan raw =
          counted
              ? CompressionPlan.untouched(counts.count(prompt), "off")
              : estimate(prompt, "off");
      SentRecord record =
          record(context, raw(prompt), reasoning(routingDecision, prompt, raw, counts));
      return figures.assemble(context, raw, edits, !counted || !tokens.exact(), record);
    }
    CompressionMode compressionMode = off ? CompressionMode.OFF : routingDecision.mode();
    CompressionPolicy compressionPolicy = policy(context, compressionMode, tokens, counts);
    CompressionPlan compressionPlan;
    List<PinnedMessage> forms;
    if (conversationBinding.pinned()) {
      PinnedPlan pinned =
          compressionEngine
              .compressor()
              .plan(prompt, compressionPolicy, conversationBinding.pins(), limit);
      metrics.reasoningRemoved(pinned.isRewrite(), pinned.reasoning());
      compressionPlan = pinned.plan();
      forms = pinned.forms();
    } else {
      compressionPlan =
          compressionEngine.compressor().plan(prompt, compressionPolicy, anchors(context), limit);
      forms = PinnedPlan.forms(prompt, compressionPlan);
    }
    boolean fresh = conversationBinding.match().length() < prompt.messages().size();
    if (trimmed != null && recalls(routingDecision) && !off && fresh) {
      TokenCounter tokenCounter = tokens.tokenizer()::count;
      CompressionPlan recalled =
          trimmed.addRecallBlock(
              compressionPlan,
              context.session(),
              routingDecision.upstream(),
              prompt,
              compressionPolicy,
              tokenCounter);
      boolean same = recalled.changes().size() == compressionPlan.changes().size();
      forms = same ? forms : PinnedPlan.forms(prompt, recalled);
      compressionPlan = recalled;
    }
    List<PlannedChange> reasoning = reasoning(routingDecision, prompt, compressionPlan, counts);
    SentRecord record = record(context, forms, reasoning);
    return figures.assemble(context, compressionPlan, edits, !tokens.exact(), record);
  }

  private SentRecord record(
      RequestContext context, List<PinnedMessage> forms, List<PlannedChange> reasoning) {
    return new SentRecord(
        around.histories(),
        context.session(),
        context.binding(),
        new SentRecord.SendingPlan(forms, context.routing().provider().name(), reasoning));
  }

  /** Returns what other providers than the first are not sent. */
  private static List<PlannedChange> reasoning(
      RoutingDecision routingDecision,
      Prompt prompt,
      CompressionPlan compressionPlan,
      PromptTokens counts) {
    return routingDecision.hasOneProvider()
        ? List.of()
        : PinnedPlan.reasoning(prompt, compressionPlan, counts);
  }

  private static List<PinnedMessage> raw(Prompt prompt) {
    return Collections.nCopies(prompt.messages().size(), PinnedMessage.RAW);
  }

  /** Notes a refusal, where one may come though nothing is kept of how the request goes out. */
  private @Nullable SentRecord net(RequestContext context) {
    return context.binding().isRefusable() ? record(context, List.of(), List.of()) : null;
  }

  private static CompressionPlan estimate(Prompt prompt, String note) {
    return CompressionPlan.untouched(PromptTokens.roughly(prompt), note);
  }

  private CompressionPolicy policy(
      RequestContext context,
      CompressionMode compressionMode,
      ModelTokens tokens,
      PromptTokens counts) {
    return policy(context.routing(), context.prompt(), compressionMode, tokens, counts)
        .suspending(around.suspended().lookUp(context.session(), context.prompt()));
  }

  private CompressionPolicy policy(
      RoutingDecision routingDecision,
      Prompt prompt,
      CompressionMode compressionMode,
      ModelTokens tokens,
      PromptTokens counts) {
    int fixed = counts.fixed(prompt);
    ContextWindow contextWindow = around.room();
    return CompressionPolicy.of(compressionMode, routingDecision.objective())
        .skipping(skipTools)
        .withRoom(
            contextWindow.messageTokens(
                routingDecision.upstream(), routingDecision.longContext(), tokens, prompt, fixed))
        .withPricing(contextWindow.prices(routingDecision.upstream()))
        .withPricing(contextWindow.tier(routingDecision.upstream(), tokens, fixed));
  }

  /** If nothing is cut because of a cold cache, nothing is recorded about it. */
  private CacheBreakpoints anchors(RequestContext context) {
    RoutingDecision routingDecision = context.routing();
    Prompt prompt = context.prompt();
    return routingDecision.mode() == CompressionMode.LOSSLESS || !prompt.plain()
        ? CacheBreakpoints.NONE
        : around
            .watch()
            .anchors(
                context.session(),
                prompt,
                FingerprintFactory.raw(routingDecision, prompt),
                routingDecision.cacheLife());
  }
}
