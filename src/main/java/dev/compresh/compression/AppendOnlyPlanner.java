package dev.compresh.compression;

import com.github.benmanes.caffeine.cache.Cache;
import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.compression.plaintext.InlineResults;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.ThinkingBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Plans conversations whose thinking is bound to what stood before it. A message goes out as it
 * went out first; only new messages are compressed, by what loses nothing. A deliberate rewrite
 * takes the thinking blocks behind it along. Never throws. Thread-safe.
 */
final class AppendOnlyPlanner {
  private final Compressor compressor;
  private final PromptTokens counts;
  private final LayerFactory layerFactory;
  private final LongSupplier clock;
  private final Runnable dropped;
  private final Cache<Compressor.ConversationKey, ConversationCache> known;

  AppendOnlyPlanner(
      Compressor compressor,
      PromptTokens counts,
      LayerFactory layerFactory,
      LongSupplier clock,
      Cache<Compressor.ConversationKey, ConversationCache> known,
      Runnable dropped) {
    this.compressor = compressor;
    this.counts = counts;
    this.layerFactory = layerFactory;
    this.clock = clock;
    this.dropped = dropped;
    this.known = known;
  }

  PinnedPlan plan(
      Prompt sent,
      CompressionPolicy compressionPolicy,
      PinnedMessages pinnedMessages,
      TimeLimit limit) {
    int original = compressor.original(InlineResults.locate(sent));
    try {
      boolean plans =
          !compressionPolicy.mode().isRaw() && sent.plain() && !sent.envelope().previousResponse();
      return plans
          ? planned(sent, compressionPolicy, pinnedMessages, limit, original)
          : replayed(sent, pinnedMessages, original, "off");
    } catch (RuntimeException | StackOverflowError e) {
      return replayed(sent, pinnedMessages, original, "fault");
    }
  }

  /**
   * Forwards messages that were sent before in the same form; all others as the client wrote them.
   */
  private PinnedPlan replayed(
      Prompt sent, PinnedMessages pinnedMessages, int original, String note) {
    try {
      List<SentMessage> messages = new ArrayList<>(sent.messages().size());
      for (Message message : sent.messages()) {
        messages.add(
            SentMessage.of(pinnedMessages.form(message.index()), sent, message, compressor::count));
      }
      return plan(
          withoutVoid(sent, pinnedMessages, messages), sent, pinnedMessages, original, note);
    } catch (RuntimeException | StackOverflowError e) {
      List<PinnedMessage> raw = sent.messages().stream().map(_ -> PinnedMessage.RAW).toList();
      return new PinnedPlan(CompressionPlan.untouched(original, "fault"), raw, -1, 0);
    }
  }

  private PinnedPlan planned(
      Prompt sent,
      CompressionPolicy compressionPolicy,
      PinnedMessages pinnedMessages,
      TimeLimit limit,
      int original) {
    PlanDeadline planDeadline = new PlanDeadline(clock, limit);
    Prompt prompt = InlineResults.locate(sent);
    int head = Math.min(counts.fixed(prompt), compressionPolicy.shortTokens());
    Compressor.ConversationKey conversationKey =
        compressor.key(prompt, head, compressionPolicy, true);
    ConversationCache conversationCache = known.get(conversationKey, k -> new ConversationCache());
    Supplier<ConversationState> fresh =
        () -> new ConversationState(layerFactory.appendOnly(compressionPolicy), head, dropped);
    ConversationState conversationState =
        pinnedMessages.settled() == 0
            ? fresh.get()
            : conversationCache.claim(
                prompt.messages(), CacheBreakpoints.NONE, pinnedMessages, fresh);
    TokenCounter tokens = planDeadline.counting(compressor::count);
    ConversationState.StateWork stateWork =
        new ConversationState.StateWork(
            prompt, sent, CacheBreakpoints.NONE, pinnedMessages, counts, tokens);
    conversationState.extend(stateWork, planDeadline);
    PlanBuilder planBuilder =
        new PlanBuilder(prompt, compressionPolicy, counts, compressor::count, planDeadline);
    conversationState.contribute(planBuilder);
    AppendOnlyDraft draft =
        new AppendOnlyDraft(sent, pinnedMessages, conversationState.sent(), counts);
    List<SentMessage> messages = draft.messages(planBuilder.settled(), compressor::count);
    String note = planDeadline.passed() ? CompressionPlan.TIME_LIMIT : "nothing to gain";
    List<SentMessage> now = withoutVoid(sent, pinnedMessages, messages);
    PinnedPlan plan = plan(now, sent, pinnedMessages, original, note);
    DeliberateRewrite rewrite =
        new DeliberateRewrite(compressor, counts, compressionPolicy, pinnedMessages);
    PinnedPlan rewritten = rewrite.instead(sent, plan, planBuilder.live() >= 0, limit);
    if (rewritten != null) {
      conversationState.truncate(Math.min(conversationState.size(), rewritten.rewritten()));
      plan = rewritten;
    } else {
      conversationState.settle(now, draft.wished(), pinnedMessages.settled());
    }
    conversationCache.release(conversationState);
    known.put(conversationKey, conversationCache); // its weight has changed
    return plan;
  }

  private List<PlannedChange> changes(Prompt sent, List<SentMessage> messages) {
    List<PlannedChange> changes = new ArrayList<>();
    for (Message message : sent.messages()) {
      messages.get(message.index()).addChanges(sent, message, counts, changes);
    }
    return changes;
  }

  /** The same messages, without the thinking blocks that are void. */
  private static List<SentMessage> withoutVoid(
      Prompt sent, PinnedMessages pinnedMessages, List<SentMessage> messages) {
    if (pinnedMessages.voidFrom() < 0) {
      return messages;
    }
    List<SentMessage> now = new ArrayList<>(messages);
    for (int i = pinnedMessages.voidFrom(); i < now.size(); i++) {
      boolean thinks = sent.messages().get(i).parts().stream().anyMatch(ThinkingBinding::isBlock);
      if (thinks) {
        SentMessage message = now.get(i);
        now.set(i, new SentMessage(message.form().withoutReasoning(), message.texts()));
      }
    }
    return now;
  }

  private PinnedPlan plan(
      List<SentMessage> messages,
      Prompt sent,
      PinnedMessages pinnedMessages,
      int original,
      String note) {
    List<PlannedChange> changes = changes(sent, messages);
    int forwarded = original;
    int rewritten = -1;
    int blocks = 0;
    for (PlannedChange plannedChange : changes) {
      forwarded += plannedChange.tokensAfter() - plannedChange.tokensBefore();
      if (plannedChange instanceof PlannedChange.WithoutReasoning without
          && !pinnedMessages.form(plannedChange.message()).isWithoutReasoning()) {
        blocks += without.blocks().size();
        rewritten = rewritten < 0 ? plannedChange.message() : rewritten;
      }
    }
    CompressionPlan compressionPlan =
        new CompressionPlan(
            changes,
            original,
            forwarded,
            changes.isEmpty() || note.equals(CompressionPlan.TIME_LIMIT) ? note : "");
    List<PinnedMessage> forms = messages.stream().map(SentMessage::form).toList();
    return new PinnedPlan(compressionPlan, forms, rewritten, blocks);
  }
}
