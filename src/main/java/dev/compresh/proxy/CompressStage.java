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
import dev.compresh.session.SessionKey;
import dev.compresh.token.ModelTokens;
import dev.compresh.token.TokenizerRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the prompt and plans what is cut from it. Whatever fails here, the original goes out. */
final class CompressStage {
  private static final Logger LOG = LoggerFactory.getLogger(CompressStage.class);

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
  CompressStage(
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
   * Compresses {@code prompt}.
   *
   * @param orgId whose it is: nothing is looked up that another organisation's prompts left
   * @param conversationBinding what it owes to the requests before it
   * @param edits changes of the body that have to be made in any case
   */
  CompressedPrompt compress(
      String orgId,
      SessionKey session,
      RoutingDecision routingDecision,
      ConversationBinding conversationBinding,
      Prompt prompt,
      List<BodyEdit> edits) {
    try {
      return planned(orgId, session, routingDecision, conversationBinding, prompt, edits);
    } catch (RuntimeException | StackOverflowError e) {
      // Without the message: it may quote the prompt.
      LOG.warn("compression failed; forwarding the original: {}", e.getClass().getName());
      // A provider may refuse what goes out now: even so the client gets an answer.
      boolean owes = conversationBinding.pinned() || conversationBinding.records();
      SentRecord record =
          owes
              ? record(session, routingDecision, conversationBinding, raw(prompt), List.of())
              : net(session, routingDecision, conversationBinding);
      return figures.assemble(
          orgId, session, routingDecision, prompt, estimate(prompt, "fault"), edits, true, record);
    }
  }

  private CompressedPrompt planned(
      String orgId,
      SessionKey session,
      RoutingDecision routingDecision,
      ConversationBinding conversationBinding,
      Prompt prompt,
      List<BodyEdit> edits) {
    boolean off = routingDecision.mode().isRaw() || routingDecision.heldOut();
    if (conversationBinding.pinned() || conversationBinding.records()) {
      return bound(orgId, session, routingDecision, conversationBinding, prompt, edits);
    }
    SentRecord net = net(session, routingDecision, conversationBinding);
    if (off && prompt.body().length > COUNTED_BYTES) {
      return figures.assemble(
          orgId, session, routingDecision, prompt, estimate(prompt, "off"), edits, true, net);
    }
    ModelTokens tokens = tokenizerRegistry.forModel(routingDecision.upstream());
    CompressorRegistry.CompressionEngine compressionEngine =
        compressorRegistry.forTokenizer(tokens.tokenizer(), orgId);
    CompressionPolicy compressionPolicy =
        policy(
            session,
            routingDecision,
            routingDecision.mode(),
            tokens,
            prompt,
            compressionEngine.counts());
    CompressionPlan compressionPlan =
        off
            ? CompressionPlan.untouched(compressionEngine.counts().count(prompt), "off")
            : compressionEngine
                .compressor()
                .plan(prompt, compressionPolicy, anchors(session, routingDecision, prompt), limit);
    boolean recalls =
        routingDecision.mode() == CompressionMode.BALANCED
            || routingDecision.mode() == CompressionMode.MAX;
    if (trimmed != null && recalls && !off) {
      TokenCounter tokenCounter = tokens.tokenizer()::count;
      compressionPlan =
          trimmed.addRecallBlock(
              compressionPlan,
              session,
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
    return figures.assemble(
        orgId, session, routingDecision, prompt, compressionPlan, edits, estimated, net);
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
        policy(routingDecision, compressionMode, tokens, prompt, compressionEngine.counts());
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
  private CompressedPrompt bound(
      String orgId,
      SessionKey session,
      RoutingDecision routingDecision,
      ConversationBinding conversationBinding,
      Prompt prompt,
      List<BodyEdit> edits) {
    boolean off = routingDecision.mode().isRaw() || routingDecision.heldOut();
    if (off && !conversationBinding.pins().isEdited()) {
      boolean counted = prompt.body().length <= COUNTED_BYTES;
      ModelTokens tokens = tokenizerRegistry.forModel(routingDecision.upstream());
      PromptTokens counts = compressorRegistry.forTokenizer(tokens.tokenizer(), orgId).counts();
      CompressionPlan raw =
          counted
              ? CompressionPlan.untouched(counts.count(prompt), "off")
              : estimate(prompt, "off");
      SentRecord record =
          record(
              session,
              routingDecision,
              conversationBinding,
              raw(prompt),
              reasoning(routingDecision, prompt, raw, counts));
      return figures.assemble(
          orgId, session, routingDecision, prompt, raw, edits, !counted || !tokens.exact(), record);
    }
    ModelTokens tokens = tokenizerRegistry.forModel(routingDecision.upstream());
    CompressorRegistry.CompressionEngine compressionEngine =
        compressorRegistry.forTokenizer(tokens.tokenizer(), orgId);
    CompressionMode compressionMode = off ? CompressionMode.OFF : routingDecision.mode();
    CompressionPolicy compressionPolicy =
        policy(
            session, routingDecision, compressionMode, tokens, prompt, compressionEngine.counts());
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
          compressionEngine
              .compressor()
              .plan(prompt, compressionPolicy, anchors(session, routingDecision, prompt), limit);
      forms = PinnedPlan.forms(prompt, compressionPlan);
    }
    boolean fresh = conversationBinding.match().length() < prompt.messages().size();
    boolean recalls =
        routingDecision.mode() == CompressionMode.BALANCED
            || routingDecision.mode() == CompressionMode.MAX;
    if (trimmed != null && recalls && !off && fresh) {
      TokenCounter tokenCounter = tokens.tokenizer()::count;
      CompressionPlan recalled =
          trimmed.addRecallBlock(
              compressionPlan,
              session,
              routingDecision.upstream(),
              prompt,
              compressionPolicy,
              tokenCounter);
      boolean same = recalled.changes().size() == compressionPlan.changes().size();
      forms = same ? forms : PinnedPlan.forms(prompt, recalled);
      compressionPlan = recalled;
    }
    List<PlannedChange> reasoning =
        reasoning(routingDecision, prompt, compressionPlan, compressionEngine.counts());
    SentRecord record = record(session, routingDecision, conversationBinding, forms, reasoning);
    return figures.assemble(
        orgId, session, routingDecision, prompt, compressionPlan, edits, !tokens.exact(), record);
  }

  private SentRecord record(
      SessionKey session,
      RoutingDecision routingDecision,
      ConversationBinding conversationBinding,
      List<PinnedMessage> forms,
      List<PlannedChange> reasoning) {
    return new SentRecord(
        around.histories(),
        session,
        conversationBinding,
        new SentRecord.SendingPlan(forms, routingDecision.provider().name(), reasoning));
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
  private @Nullable SentRecord net(
      SessionKey session,
      RoutingDecision routingDecision,
      ConversationBinding conversationBinding) {
    return conversationBinding.isRefusable()
        ? record(session, routingDecision, conversationBinding, List.of(), List.of())
        : null;
  }

  private static CompressionPlan estimate(Prompt prompt, String note) {
    return CompressionPlan.untouched(PromptTokens.roughly(prompt), note);
  }

  private CompressionPolicy policy(
      SessionKey session,
      RoutingDecision routingDecision,
      CompressionMode compressionMode,
      ModelTokens tokens,
      Prompt prompt,
      PromptTokens counts) {
    return policy(routingDecision, compressionMode, tokens, prompt, counts)
        .suspending(around.suspended().lookUp(session, prompt));
  }

  private CompressionPolicy policy(
      RoutingDecision routingDecision,
      CompressionMode compressionMode,
      ModelTokens tokens,
      Prompt prompt,
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
  private CacheBreakpoints anchors(
      SessionKey session, RoutingDecision routingDecision, Prompt prompt) {
    return routingDecision.mode() == CompressionMode.LOSSLESS || !prompt.plain()
        ? CacheBreakpoints.NONE
        : around
            .watch()
            .anchors(
                session,
                prompt,
                FingerprintFactory.raw(routingDecision, prompt),
                routingDecision.cacheLife());
  }
}
