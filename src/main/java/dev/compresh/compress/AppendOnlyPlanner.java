package dev.compresh.compress;

import com.github.benmanes.caffeine.cache.Cache;
import dev.compresh.compress.inline.InlineResults;
import dev.compresh.compress.pinned.PinnedMessage;
import dev.compresh.compress.pinned.Pins;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.ThinkingBinding;
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
  private final Layers layers;
  private final LongSupplier clock;
  private final Runnable dropped;
  private final Cache<Compressor.Key, Branches> known;

  AppendOnlyPlanner(
      Compressor compressor,
      PromptTokens counts,
      Layers layers,
      LongSupplier clock,
      Cache<Compressor.Key, Branches> known,
      Runnable dropped) {
    this.compressor = compressor;
    this.counts = counts;
    this.layers = layers;
    this.clock = clock;
    this.dropped = dropped;
    this.known = known;
  }

  PinnedPlan plan(Prompt sent, Policy policy, Pins pins, TimeLimit limit) {
    int original = compressor.original(InlineResults.in(sent));
    try {
      boolean plans = !policy.mode().isRaw() && sent.plain() && !sent.envelope().previousResponse();
      return plans
          ? planned(sent, policy, pins, limit, original)
          : replayed(sent, pins, original, "off");
    } catch (RuntimeException | StackOverflowError e) {
      return replayed(sent, pins, original, "fault");
    }
  }

  /** What was sent before goes out so again; all else as the client wrote it. */
  private PinnedPlan replayed(Prompt sent, Pins pins, int original, String note) {
    try {
      List<SentMessage> messages = new ArrayList<>(sent.messages().size());
      for (Message message : sent.messages()) {
        messages.add(SentMessage.of(pins.form(message.index()), sent, message, compressor::count));
      }
      return plan(withoutVoid(sent, pins, messages), sent, pins, original, note);
    } catch (RuntimeException | StackOverflowError e) {
      List<PinnedMessage> raw = sent.messages().stream().map(_ -> PinnedMessage.RAW).toList();
      return new PinnedPlan(Plan.untouched(original, "fault"), raw, -1, 0);
    }
  }

  private PinnedPlan planned(Prompt sent, Policy policy, Pins pins, TimeLimit limit, int original) {
    Deadline deadline = new Deadline(clock, limit);
    Prompt prompt = InlineResults.in(sent);
    int head = Math.min(counts.fixed(prompt), policy.shortTokens());
    Compressor.Key key = compressor.key(prompt, head, policy, true);
    Branches branches = known.get(key, k -> new Branches());
    Supplier<Trace> fresh = () -> new Trace(layers.appendOnly(policy), head, dropped);
    Trace trace =
        pins.settled() == 0
            ? fresh.get()
            : branches.claim(prompt.messages(), Anchors.NONE, pins, fresh);
    Counter tokens = deadline.counting(compressor::count);
    Trace.Work work = new Trace.Work(prompt, sent, Anchors.NONE, pins, counts, tokens);
    trace.extend(work, deadline);
    Sheet sheet = new Sheet(prompt, policy, counts, compressor::count, deadline);
    trace.contribute(sheet);
    AppendOnlyDraft draft = new AppendOnlyDraft(sent, pins, trace.sent(), counts);
    List<SentMessage> messages = draft.messages(sheet.settled(), compressor::count);
    String note = deadline.passed() ? Plan.TIME_LIMIT : "nothing to gain";
    List<SentMessage> now = withoutVoid(sent, pins, messages);
    PinnedPlan plan = plan(now, sent, pins, original, note);
    DeliberateRewrite rewrite = new DeliberateRewrite(compressor, counts, policy, pins);
    PinnedPlan rewritten = rewrite.instead(sent, plan, sheet.live() >= 0, limit);
    if (rewritten != null) {
      trace.truncate(Math.min(trace.size(), rewritten.rewritten()));
      plan = rewritten;
    } else {
      trace.settle(now, draft.wished(), pins.settled());
    }
    branches.release(trace);
    known.put(key, branches); // its weight has changed
    return plan;
  }

  private List<Change> changes(Prompt sent, List<SentMessage> messages) {
    List<Change> changes = new ArrayList<>();
    for (Message message : sent.messages()) {
      messages.get(message.index()).into(sent, message, counts, changes);
    }
    return changes;
  }

  /** The same messages, without the thinking blocks that are void. */
  private static List<SentMessage> withoutVoid(Prompt sent, Pins pins, List<SentMessage> messages) {
    if (pins.voidFrom() < 0) {
      return messages;
    }
    List<SentMessage> now = new ArrayList<>(messages);
    for (int i = pins.voidFrom(); i < now.size(); i++) {
      boolean thinks = sent.messages().get(i).parts().stream().anyMatch(ThinkingBinding::isBlock);
      if (thinks) {
        SentMessage message = now.get(i);
        now.set(i, new SentMessage(message.form().withoutReasoning(), message.texts()));
      }
    }
    return now;
  }

  private PinnedPlan plan(
      List<SentMessage> messages, Prompt sent, Pins pins, int original, String note) {
    List<Change> changes = changes(sent, messages);
    int forwarded = original;
    int rewritten = -1;
    int blocks = 0;
    for (Change change : changes) {
      forwarded += change.after() - change.before();
      if (change instanceof Change.WithoutReasoning without
          && !pins.form(change.message()).isWithoutReasoning()) {
        blocks += without.blocks().size();
        rewritten = rewritten < 0 ? change.message() : rewritten;
      }
    }
    Plan plan =
        new Plan(
            changes,
            original,
            forwarded,
            changes.isEmpty() || note.equals(Plan.TIME_LIMIT) ? note : "");
    List<PinnedMessage> forms = messages.stream().map(SentMessage::form).toList();
    return new PinnedPlan(plan, forms, rewritten, blocks);
  }
}
