package dev.compresh.pipeline;

import dev.compresh.compress.CacheBreakpoints;
import dev.compresh.compress.PlannedChange;
import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.MediaCount;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.PinnedPlan;
import dev.compresh.compress.CompressionPlan;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.TimeLimit;
import dev.compresh.compress.WorkBounds;
import dev.compresh.compress.pinned.PinnedMessage;
import dev.compresh.compress.pinned.PinnedMessages;
import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.regret.SuspendedLayers;
import dev.compresh.session.SessionKey;
import dev.compresh.session.Trail;
import dev.compresh.token.MediaTokens;
import dev.compresh.token.ModelTokens;
import dev.compresh.token.Tokenizers;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Splice;
import dev.compresh.wire.ThinkingBinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private static final long UNLEARNED = 0;

  /**
   * The body to forward, and its figures.
   *
   * @param body for the first candidate: plain, without content coding
   * @param changed whether it differs from what the client sent
   * @param changes of the plan
   * @param cuts what compression changed in the client's body, without what the provider's sake
   *     asks
   * @param counted tokens of the forwarded prompt as counted here; {@link #UNLEARNED} where the
   *     provider's count says nothing about its tokenizer, as with media
   * @param original input tokens as sent, as the provider would count them
   * @param forwarded the same, of what goes out; above it only by turns that the client trimmed
   * @param estimated whether these are estimates
   * @param savedByLayer tokens that each layer saved
   * @param trail what was sent, as hashes; null where nothing was to be compressed
   * @param passing tokens of {@code forwarded} that are there for this turn alone
   * @param record how it goes out, where that has to be kept; null for most requests
   * @param marks breakpoints that were put in for the provider's cache
   */
  record Compressed(
      byte[] body,
      boolean changed,
      List<PlannedChange> changes,
      List<Edit> cuts,
      long counted,
      long original,
      long forwarded,
      boolean estimated,
      Map<String, Long> savedByLayer,
      @Nullable Trail trail,
      long passing,
      @Nullable SentRecord record,
      CacheMarking marks) {

    /** Without bodies, for what comes when the request is out: that may be long after. */
    Compressed figures() {
      return new Compressed(
          new byte[0],
          changed,
          List.of(),
          List.of(),
          counted,
          original,
          forwarded,
          estimated,
          savedByLayer,
          trail,
          passing,
          record,
          marks.figures());
    }

    /** What money is held by. */
    Estimates.Size size() {
      return new Estimates.Size(forwarded, saved(), estimated, Estimates.Size.AS_ASKED);
    }

    /** The same for what is not charged by the tokens of its text. */
    Compressed measuring(long units) {
      return new Compressed(
          body,
          changed,
          changes,
          cuts,
          0,
          units,
          units,
          true,
          Map.of(),
          null,
          0,
          null,
          CacheMarking.NONE);
    }

    long saved() {
      return original - forwarded;
    }
  }

  private final Tokenizers tokenizers;
  private final Compressors compressors;
  private final TimeLimit limit;
  private final Set<String> skipTools;
  private final @Nullable TrimmedTurns trimmed;
  private final Surroundings around;
  private final Metrics metrics;

  /** What a plan depends on beside prompt and settings. */
  record Surroundings(
      Room room,
      CacheWatch watch,
      SentHistories histories,
      SuspendedLayers suspended,
      PromptCaching caching) {}

  /**
   * @param trimmed what clients have trimmed; null where turns are not stored
   */
  CompressStage(
      Tokenizers tokenizers,
      Compressors compressors,
      TimeLimit limit,
      Set<String> skipTools,
      @Nullable TrimmedTurns trimmed,
      Surroundings around,
      Metrics metrics) {
    this.tokenizers = tokenizers;
    this.compressors = compressors;
    this.limit = limit;
    this.skipTools = skipTools;
    this.trimmed = trimmed;
    this.around = around;
    this.metrics = metrics;
  }

  /**
   * Compresses {@code prompt}.
   *
   * @param orgId whose it is: nothing is looked up that another organisation's prompts left
   * @param binding what it owes to the requests before it
   * @param edits changes of the body that have to be made in any case
   */
  Compressed compress(
      String orgId,
      SessionKey session,
      Choice choice,
      Binding binding,
      Prompt prompt,
      List<Edit> edits) {
    try {
      return planned(orgId, session, choice, binding, prompt, edits);
    } catch (RuntimeException | StackOverflowError e) {
      // Without the message: it may quote the prompt.
      LOG.warn("compression failed, the original is forwarded: {}", e.getClass().getName());
      // A provider may refuse what goes out now: even so the client gets an answer.
      boolean owes = binding.pinned() || binding.records();
      SentRecord record =
          owes
              ? record(session, choice, binding, raw(prompt), List.of())
              : net(session, choice, binding);
      return figures(orgId, session, choice, prompt, estimate(prompt, "fault"), edits, true, record);
    }
  }

  private Compressed planned(
      String orgId,
      SessionKey session,
      Choice choice,
      Binding binding,
      Prompt prompt,
      List<Edit> edits) {
    boolean off = choice.mode().isRaw() || choice.heldOut();
    if (binding.pinned() || binding.records()) {
      return bound(orgId, session, choice, binding, prompt, edits);
    }
    SentRecord net = net(session, choice, binding);
    if (off && prompt.body().length > COUNTED_BYTES) {
      return figures(orgId, session, choice, prompt, estimate(prompt, "off"), edits, true, net);
    }
    ModelTokens tokens = tokenizers.forModel(choice.upstream());
    Compressors.Engine engine = compressors.of(tokens.tokenizer(), orgId);
    CompressionPolicy compressionPolicy = policy(session, choice, choice.mode(), tokens, prompt, engine.counts());
    CompressionPlan compressionPlan =
        off
            ? CompressionPlan.untouched(engine.counts().count(prompt), "off")
            : engine.compressor().plan(prompt, compressionPolicy, anchors(session, choice, prompt), limit);
    boolean recalls = choice.mode() == CompressionMode.BALANCED || choice.mode() == CompressionMode.MAX;
    if (trimmed != null && recalls && !off) {
      TokenCounter tokenCounter = tokens.tokenizer()::count;
      compressionPlan = trimmed.into(compressionPlan, session, choice.upstream(), prompt, compressionPolicy, tokenCounter);
    }
    // A count of texts alone, as for embeddings, has frames and quotes in it that are not there.
    boolean estimated =
        !tokens.exact() || choice.endpoint().dialect() == null || !WorkBounds.admit(prompt);
    return figures(orgId, session, choice, prompt, compressionPlan, edits, estimated, net);
  }

  /**
   * What {@code mode} would make of {@code prompt} if it had been in force from the beginning on.
   * Remembers nothing of the session; what depends on its cache is left out.
   */
  CompressionPlan planned(String orgId, Choice choice, CompressionMode compressionMode, Prompt prompt) {
    if (prompt.body().length > WorkBounds.BYTES) {
      return estimate(prompt, "large");
    }
    ModelTokens tokens = tokenizers.forModel(choice.upstream());
    Compressors.Engine engine = compressors.of(tokens.tokenizer(), orgId);
    CompressionPolicy compressionPolicy = policy(choice, compressionMode, tokens, prompt, engine.counts());
    boolean bound =
        prompt.dialect() == Dialect.MESSAGES
            && ThinkingBinding.appliesTo(choice.upstream())
            && ThinkingBinding.lastBlock(prompt) >= 0;
    return bound
        ? engine.compressor().plan(prompt, compressionPolicy, new PinnedMessages(List.of(), 0, -1), limit).plan()
        : engine.compressor().plan(prompt, compressionPolicy, limit);
  }

  /** As above, where thinking is bound to what was sent: that goes out again. */
  private Compressed bound(
      String orgId,
      SessionKey session,
      Choice choice,
      Binding binding,
      Prompt prompt,
      List<Edit> edits) {
    boolean off = choice.mode().isRaw() || choice.heldOut();
    if (off && !binding.pins().isEdited()) {
      boolean counted = prompt.body().length <= COUNTED_BYTES;
      ModelTokens tokens = tokenizers.forModel(choice.upstream());
      PromptTokens counts = compressors.of(tokens.tokenizer(), orgId).counts();
      CompressionPlan raw = counted ? CompressionPlan.untouched(counts.count(prompt), "off") : estimate(prompt, "off");
      SentRecord record =
          record(session, choice, binding, raw(prompt), reasoning(choice, prompt, raw, counts));
      return figures(orgId, session, choice, prompt, raw, edits, !counted || !tokens.exact(), record);
    }
    ModelTokens tokens = tokenizers.forModel(choice.upstream());
    Compressors.Engine engine = compressors.of(tokens.tokenizer(), orgId);
    CompressionMode compressionMode = off ? CompressionMode.OFF : choice.mode();
    CompressionPolicy compressionPolicy = policy(session, choice, compressionMode, tokens, prompt, engine.counts());
    CompressionPlan compressionPlan;
    List<PinnedMessage> forms;
    if (binding.pinned()) {
      PinnedPlan pinned = engine.compressor().plan(prompt, compressionPolicy, binding.pins(), limit);
      metrics.reasoningRemoved(pinned.isRewrite(), pinned.reasoning());
      compressionPlan = pinned.plan();
      forms = pinned.forms();
    } else {
      compressionPlan = engine.compressor().plan(prompt, compressionPolicy, anchors(session, choice, prompt), limit);
      forms = PinnedPlan.forms(prompt, compressionPlan);
    }
    boolean fresh = binding.match().length() < prompt.messages().size();
    boolean recalls = choice.mode() == CompressionMode.BALANCED || choice.mode() == CompressionMode.MAX;
    if (trimmed != null && recalls && !off && fresh) {
      TokenCounter tokenCounter = tokens.tokenizer()::count;
      CompressionPlan recalled = trimmed.into(compressionPlan, session, choice.upstream(), prompt, compressionPolicy, tokenCounter);
      boolean same = recalled.changes().size() == compressionPlan.changes().size();
      forms = same ? forms : PinnedPlan.forms(prompt, recalled);
      compressionPlan = recalled;
    }
    List<PlannedChange> reasoning = reasoning(choice, prompt, compressionPlan, engine.counts());
    SentRecord record = record(session, choice, binding, forms, reasoning);
    return figures(orgId, session, choice, prompt, compressionPlan, edits, !tokens.exact(), record);
  }

  private SentRecord record(
      SessionKey session,
      Choice choice,
      Binding binding,
      List<PinnedMessage> forms,
      List<PlannedChange> reasoning) {
    return new SentRecord(
        around.histories(),
        session,
        binding,
        new SentRecord.Sending(forms, choice.provider().name(), reasoning));
  }

  /** What other providers than the first are not sent. */
  private static List<PlannedChange> reasoning(
      Choice choice, Prompt prompt, CompressionPlan compressionPlan, PromptTokens counts) {
    return choice.hasOneProvider() ? List.of() : PinnedPlan.reasoning(prompt, compressionPlan, counts);
  }

  private static List<PinnedMessage> raw(Prompt prompt) {
    return Collections.nCopies(prompt.messages().size(), PinnedMessage.RAW);
  }

  /** Notes a refusal, where one may come though nothing is kept of how the request goes out. */
  private @Nullable SentRecord net(SessionKey session, Choice choice, Binding binding) {
    return binding.isRefusable() ? record(session, choice, binding, List.of(), List.of()) : null;
  }

  private static CompressionPlan estimate(Prompt prompt, String note) {
    return CompressionPlan.untouched(PromptTokens.roughly(prompt), note);
  }

  private CompressionPolicy policy(
      SessionKey session,
      Choice choice,
      CompressionMode compressionMode,
      ModelTokens tokens,
      Prompt prompt,
      PromptTokens counts) {
    return policy(choice, compressionMode, tokens, prompt, counts)
        .suspending(around.suspended().of(session, prompt));
  }

  private CompressionPolicy policy(
      Choice choice, CompressionMode compressionMode, ModelTokens tokens, Prompt prompt, PromptTokens counts) {
    int fixed = counts.fixed(prompt);
    Room room = around.room();
    return CompressionPolicy.of(compressionMode, choice.objective())
        .skipping(skipTools)
        .withRoom(room.of(choice.upstream(), choice.longContext(), tokens, prompt, fixed))
        .withPricing(room.prices(choice.upstream()))
        .withPricing(room.tier(choice.upstream(), tokens, fixed));
  }

  /** Where nothing is cut for a cold cache, nothing is remembered of it. */
  private CacheBreakpoints anchors(SessionKey session, Choice choice, Prompt prompt) {
    return choice.mode() == CompressionMode.LOSSLESS || !prompt.plain()
        ? CacheBreakpoints.NONE
        : around.watch().anchors(session, prompt, Trails.raw(choice, prompt), choice.cacheLife());
  }

  /** Tokens as the provider counts them: texts by what was learned, media by its vendor's rules. */
  private long billed(Choice choice, long planned, MediaCount media) {
    long texts = Math.max(0, planned - media.planned());
    return tokenizers.estimate(choice.upstream(), texts) + media.billed();
  }

  private Compressed figures(
      String orgId,
      SessionKey session,
      Choice choice,
      Prompt prompt,
      CompressionPlan compressionPlan,
      List<Edit> edits,
      boolean estimated,
      @Nullable SentRecord record) {
    List<Edit> all = new ArrayList<>(compressionPlan.edits());
    all.addAll(edits);
    Trail trail =
        choice.mode().isRaw() || choice.heldOut() ? null : Trails.of(choice, prompt, compressionPlan);
    long passing = record == null || !record.isKept() ? Trails.passing(prompt, compressionPlan) : 0;
    CacheMarking marks = around.caching().marks(orgId, session, choice, prompt, compressionPlan, trail, passing > 0);
    all.addAll(marks.edits());
    byte[] body = all.isEmpty() ? prompt.body() : Splice.apply(prompt.body(), all);
    MediaCount media = MediaCount.of(prompt, MediaTokens.forModel(choice.upstream()));
    long original = billed(choice, compressionPlan.original(), media);
    long forwarded = billed(choice, compressionPlan.forwarded(), media);
    Map<String, Long> saved = new TreeMap<>();
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      String layer = plannedChange.layer().name().toLowerCase(Locale.ROOT);
      saved.merge(layer, (long) plannedChange.tokensBefore() - plannedChange.tokensAfter(), Long::sum);
    }
    if (compressionPlan.note().equals("fault")) {
      metrics.compressionFault();
    } else if (compressionPlan.note().equals(CompressionPlan.TIME_LIMIT)) {
      metrics.compressionLate();
    }
    return new Compressed(
        body,
        !all.isEmpty(),
        compressionPlan.changes(),
        compressionPlan.edits(),
        media.planned() > 0 ? UNLEARNED : compressionPlan.forwarded(),
        original,
        compressionPlan.forwarded() > compressionPlan.original() ? forwarded : Math.min(original, forwarded),
        estimated || media.billed() > 0,
        saved,
        trail,
        passing,
        record,
        marks);
  }
}
