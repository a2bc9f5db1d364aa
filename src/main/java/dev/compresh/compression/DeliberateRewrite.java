package dev.compresh.compression;

import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a conversation is rewritten although its thinking is bound to what was sent:
 * where the model's window would overflow, where staying below a price tier pays, and where a
 * chat's fold does, the lost reasoning included. It is done in one step, at the edge of a turn, and
 * takes out every thinking block behind the first change: kept blocks must be an unbroken run from
 * the beginning (Anthropic, "Prefix checks on thinking blocks").
 */
final class DeliberateRewrite {
  /** A rewrite that saves less than this share of the prompt, in percent, is left alone. */
  private static final int LEAST_PERCENT = 20;

  /** Fewer tokens saved are not worth a rewrite. */
  private static final int LEAST_TOKENS = 2_000;

  /**
   * In a window that is full, texts alone are kept to so much of the room, in percent: the thinking
   * that comes next has its place, and each turn does not ask for another rewrite.
   */
  private static final int TEXT_PERCENT = 75;

  /** The room is so much of the window, in percent, at most. */
  private static final long ROOM_PERCENT = 85;

  /** A session is expected to go on for as many turns as it had, and at most so many. */
  private static final int MOST_TURNS = 40;

  /** It must pay by so much, in percent: what is expected may not come. */
  private static final long MARGIN = 110;

  private static final long FRESH_PRICE = 100;

  private final Compressor compressor;
  private final PromptTokens counts;
  private final CompressionPolicy compressionPolicy;
  private final PinnedMessages pinnedMessages;

  DeliberateRewrite(
      Compressor compressor,
      PromptTokens counts,
      CompressionPolicy compressionPolicy,
      PinnedMessages pinnedMessages) {
    this.compressor = compressor;
    this.counts = counts;
    this.compressionPolicy = compressionPolicy;
    this.pinnedMessages = pinnedMessages;
  }

  /**
   * Returns what goes out instead of {@code plan}; null where that stays.
   *
   * @param asked whether the prompt ends with a question, and not within a round of tools
   */
  @Nullable PinnedPlan instead(Prompt sent, PinnedPlan plan, boolean asked, TimeLimit limit) {
    boolean full = compressionPolicy.room() > 0 && tokens(sent, plan) > compressionPolicy.room();
    // Elsewhere thinking appears in fields that are not read, and can't be taken out.
    boolean removable = sent.dialect().hasThinkingBlocks();
    boolean lossy =
        compressionPolicy.mode() == CompressionMode.BALANCED
            || compressionPolicy.mode() == CompressionMode.MAX;
    boolean folds = asked && lossy && removable;
    if (pinnedMessages.settled() == 0 || (!full && !folds)) {
      return null;
    }
    Prompt spoken = removable ? SpokenPrompt.withoutThinking(sent) : null;
    PinnedPlan below = !full && folds ? fitPriceTier(sent, spoken, plan, limit) : null;
    if (below != null) {
      return below;
    }
    PinnedPlan other =
        spoken == null
            ? instead(sent, sent, compressionPolicy, plan, full, limit)
            : instead(sent, spoken, plan, full, limit);
    // A rewriting that leaves the prompt too long for the model helps nobody.
    boolean helps = other != null && (!full || fits(sent, other));
    return helps ? other : null;
  }

  private @Nullable PinnedPlan instead(
      Prompt sent, Prompt spoken, PinnedPlan plan, boolean full, TimeLimit limit) {
    // What goes takes its thinking along: layers see messages without it, and may fold them.
    CompressionPolicy within =
        full
            ? compressionPolicy.withRoom(compressionPolicy.room() / 100 * TEXT_PERCENT)
            : compressionPolicy;
    PinnedPlan first = instead(sent, spoken, within, plan, full, limit);
    if (!full || (first != null && tokens(sent, first) <= compressionPolicy.room())) {
      return first;
    }
    PinnedPlan second = instead(sent, sent, compressionPolicy, plan, true, limit);
    return first == null || (second != null && tokens(sent, second) < tokens(sent, first))
        ? second
        : first;
  }

  /** Returns whether the model may take what goes out: its room is a part of its window. */
  private boolean fits(Prompt sent, PinnedPlan plan) {
    return tokens(sent, plan) <= compressionPolicy.room() * 100L / ROOM_PERCENT;
  }

  /**
   * Returns what is evicted to stay below the model's price tier; null where it does already, or
   * where that does not pay. All thinking that goes counts as lost.
   */
  private @Nullable PinnedPlan fitPriceTier(
      Prompt sent, @Nullable Prompt spoken, PinnedPlan plan, TimeLimit limit) {
    PriceTier tier = compressionPolicy.tier();
    long tokens = tokens(sent, plan);
    if (tier.room() == 0 || tokens <= tier.room()) {
      return null;
    }
    CompressionPolicy within = compressionPolicy.withRoom(tier.room() / 100 * TEXT_PERCENT);
    PinnedPlan below = instead(sent, spoken == null ? sent : spoken, within, plan, true, limit);
    if (below == null || tokens(sent, below) > tier.room()) {
      return null;
    }
    long gain = tokens - tokens(sent, below);
    long dearer = tokens * (tier.percent() - 100) / 100;
    CachePrices prices = compressionPolicy.prices();
    long once = (prices.write() - prices.read()) * (tokens - gain) + FRESH_PRICE * gain;
    long requests = sent.messages().stream().filter(m -> m.role() == MessageRole.ASSISTANT).count();
    long expected = Math.min(requests, MOST_TURNS);
    // That there is less to read would not be worth the reasoning that goes.
    return prices.read() * dearer * expected * 100 >= once * MARGIN ? below : null;
  }

  /** Tokens of the messages that go out. */
  private int tokens(Prompt sent, PinnedPlan plan) {
    return plan.plan().forwarded() - counts.fixed(sent);
  }

  /**
   * As above.
   *
   * @param seen what layers see of {@code sent}; the bytes are the same
   */
  private @Nullable PinnedPlan instead(
      Prompt sent,
      Prompt seen,
      CompressionPolicy within,
      PinnedPlan plan,
      boolean full,
      TimeLimit limit) {
    CompressionPlan other = compressor.plan(seen, within, limit);
    // An agent's results are not worth the reasoning that they would take along.
    if (!full && folded(other) < least(plan.plan().forwarded())) {
      return null;
    }
    List<List<PlannedChange>> changes = byMessage(sent, other);
    int from = firstDifference(sent, changes);
    if (from < 0 && full) {
      from = firstReasoning(sent, plan);
    }
    if (from < 0) {
      return null;
    }
    RewrittenPlan rewrittenPlan = rewritten(sent, plan, changes, from);
    int original = plan.plan().original();
    boolean saves = rewrittenPlan.forwarded(original) < plan.plan().forwarded();
    boolean pays = saves && (full || pays(sent, plan, rewrittenPlan, from));
    return pays ? rewrittenPlan.plan(original, from) : null;
  }

  /** Tokens that folded episodes save. */
  private static int folded(CompressionPlan compressionPlan) {
    return compressionPlan.changes().stream()
        .filter(plannedChange -> plannedChange.layer() == Layer.CHAT_MEMORY)
        .mapToInt(plannedChange -> plannedChange.tokensBefore() - plannedChange.tokensAfter())
        .sum();
  }

  private static int least(int forwarded) {
    return Math.max(LEAST_TOKENS, (int) ((long) forwarded * LEAST_PERCENT / 100));
  }

  private static List<List<PlannedChange>> byMessage(Prompt sent, CompressionPlan compressionPlan) {
    List<List<PlannedChange>> changes = new ArrayList<>(sent.messages().size());
    sent.messages().forEach(_ -> changes.add(new ArrayList<>(2)));
    compressionPlan
        .changes()
        .forEach(plannedChange -> changes.get(plannedChange.message()).add(plannedChange));
    return changes;
  }

  /** The first settled message that would go out otherwise, -1 for none. */
  private int firstDifference(Prompt sent, List<List<PlannedChange>> changes) {
    int settled = Math.min(pinnedMessages.settled(), sent.messages().size());
    for (int i = 0; i < settled; i++) {
      SentMessage now = SentMessage.of(changes.get(i), sent, sent.messages().get(i));
      if (!now.form().hasTextsOf(pinnedMessages.form(i))) {
        return i;
      }
    }
    return -1;
  }

  /** The first message that goes out with thinking, -1 for none. */
  private int firstReasoning(Prompt sent, PinnedPlan plan) {
    for (Message message : sent.messages()) {
      boolean goes = !plan.forms().get(message.index()).isWithoutReasoning();
      if (goes && ReasoningEdits.removeThinking(sent, message, counts) != null) {
        return message.index();
      }
    }
    return -1;
  }

  /**
   * @param lost tokens of thinking that go for the first time
   * @param blocks how many blocks that are
   */
  private record RewrittenPlan(
      List<PlannedChange> changes, List<PinnedMessage> forms, long lost, int blocks) {
    int forwarded(int original) {
      int tokens = original;
      for (PlannedChange plannedChange : changes) {
        tokens += plannedChange.tokensAfter() - plannedChange.tokensBefore();
      }
      return tokens;
    }

    PinnedPlan plan(int original, int from) {
      return new PinnedPlan(
          new CompressionPlan(changes, original, forwarded(original), ""), forms, from, blocks);
    }
  }

  private RewrittenPlan rewritten(
      Prompt sent, PinnedPlan plan, List<List<PlannedChange>> changes, int from) {
    List<PlannedChange> all = new ArrayList<>();
    List<PinnedMessage> forms = new ArrayList<>();
    long lost = 0;
    int blocks = 0;
    for (Message message : sent.messages()) {
      int at = message.index();
      if (at < from) {
        PinnedMessage form = plan.forms().get(at);
        SentMessage.of(form, sent, message, compressor::count)
            .addChanges(sent, message, counts, all);
        forms.add(form);
        continue;
      }
      List<PlannedChange> own = changes.get(at);
      own.replaceAll(plannedChange -> whole(sent, message, plannedChange));
      boolean drops = own.stream().anyMatch(PlannedChange.MessageDrop.class::isInstance);
      PlannedChange.WithoutReasoning without = ReasoningEdits.removeThinking(sent, message, counts);
      if (without != null && !plan.forms().get(at).isWithoutReasoning()) {
        lost += without.tokensBefore();
        blocks += without.blocks().size();
      }
      boolean done = own.stream().anyMatch(PlannedChange.WithoutReasoning.class::isInstance);
      if (without != null && !drops && !done) {
        own.add(without);
        own.sort(PlanBuilder.ORDER);
      }
      all.addAll(own);
      forms.add(SentMessage.of(own, sent, message).form());
    }
    return new RewrittenPlan(all, forms, lost, blocks);
  }

  /** A message that goes takes all that it holds along, what was not seen of it too. */
  private PlannedChange whole(Prompt sent, Message message, PlannedChange plannedChange) {
    return plannedChange instanceof PlannedChange.MessageDrop messageDrop
        ? new PlannedChange.MessageDrop(
            messageDrop.message(),
            messageDrop.span(),
            messageDrop.layer(),
            counts.count(sent, message),
            messageDrop.tokensAfter(),
            messageDrop.reason())
        : plannedChange;
  }

  private boolean pays(Prompt sent, PinnedPlan plan, RewrittenPlan rewrittenPlan, int from) {
    long gain = plan.plan().forwarded() - (long) rewrittenPlan.forwarded(plan.plan().original());
    if (compressionPolicy.objective() == CompressionObjective.TOKENS) {
      return gain - rewrittenPlan.lost >= least(plan.plan().forwarded());
    }
    CachePrices prices = compressionPolicy.prices();
    long behind = 0;
    int turns = 0;
    for (Message message : sent.messages()) {
      turns += isTurn(message) ? 1 : 0;
      behind += message.index() < from ? 0 : counts.count(sent, message);
    }
    for (PlannedChange plannedChange : rewrittenPlan.changes) {
      behind +=
          plannedChange.message() < from
              ? 0
              : plannedChange.tokensAfter() - plannedChange.tokensBefore();
    }
    long once = (prices.write() - prices.read()) * behind + FRESH_PRICE * rewrittenPlan.lost;
    return prices.read() * gain * Math.min(turns, MOST_TURNS) * 100 >= once * MARGIN;
  }

  private static boolean isTurn(Message message) {
    return message.role() == MessageRole.USER
        && message.parts().stream().noneMatch(PromptPart.ToolResult.class::isInstance);
  }
}
