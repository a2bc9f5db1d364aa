package dev.compresh.compress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.compress.inline.InlineResults;
import dev.compresh.compress.pinned.Pins;
import dev.compresh.compress.whole.WholeConversationRequest;
import dev.compresh.token.Tokenizer;
import dev.compresh.wire.Digest;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;
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
  private final Layers layers;
  private final LongSupplier clock;
  private final String tenant;
  private final Cache<Key, Branches> known;
  private final Cache<Counted, Integer> texts;
  private final LongAdder dropped;
  private final AppendOnlyPlanner appendOnly;

  /**
   * @param tokenizer counts for all decisions; one compressor for each vocabulary
   * @param counts counts of whole messages, under the same vocabulary
   * @param clock nanoseconds, rising
   * @param memory bound of what is remembered, in bytes, roughly
   */
  public Compressor(
      Tokenizer tokenizer, PromptTokens counts, Layers layers, LongSupplier clock, long memory) {
    this.tokenizer = tokenizer;
    this.counts = counts;
    this.layers = layers;
    this.clock = clock;
    this.tenant = "";
    this.dropped = new LongAdder();
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(memory / 1024)
            .expireAfterAccess(KEPT)
            .ticker(clock::getAsLong)
            .weigher((Key key, Branches value) -> (int) Math.min(1 + value.bytes() / 1024, 1 << 24))
            .build();
    this.appendOnly = new AppendOnlyPlanner(this, counts, layers, clock, known, dropped::increment);
    this.texts =
        Caffeine.newBuilder()
            .maximumWeight(memory / 4)
            .expireAfterAccess(KEPT)
            .ticker(clock::getAsLong)
            .weigher((Counted key, Integer count) -> 80 + 2 * key.text().length())
            .build();
  }

  private Compressor(Compressor all, String tenant, PromptTokens counts) {
    this.tokenizer = all.tokenizer;
    this.counts = counts;
    this.layers = all.layers;
    this.clock = all.clock;
    this.tenant = tenant;
    this.dropped = all.dropped;
    this.known = all.known;
    this.texts = all.texts;
    this.appendOnly = new AppendOnlyPlanner(this, counts, layers, clock, known, dropped::increment);
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

  /** What of {@code sent} is to be changed under {@code policy}. */
  public Plan plan(Prompt sent, Policy policy, TimeLimit limit) {
    return plan(sent, policy, Anchors.NONE, limit);
  }

  /**
   * As above.
   *
   * @param anchors where the provider's cache was cold
   */
  public Plan plan(Prompt sent, Policy policy, Anchors anchors, TimeLimit limit) {
    Deadline deadline = new Deadline(clock, limit);
    Prompt prompt = InlineResults.in(sent);
    int original = original(prompt);
    if (policy.mode().isRaw()) {
      return Plan.untouched(original, "off");
    }
    if (!prompt.plain()) {
      return Plan.untouched(original, "unreadable");
    }
    if (prompt.envelope().previousResponse()) {
      return Plan.untouched(original, "partial");
    }
    if (isShort(prompt, policy, original)) {
      return Plan.untouched(original, "short");
    }
    Counter tokens = deadline.counting(this::count);
    Trace.Work work = new Trace.Work(prompt, sent, anchors, Pins.NONE, counts, tokens);
    Plan plan = planned(work, policy, deadline, original);
    boolean fits = policy.room() == 0 || original - counts.fixed(prompt) <= policy.room();
    // Where nothing was lost, the provider's cache is worth keeping.
    return fits && loses(plan) && WholeConversationRequest.is(prompt)
        ? planned(work, policy.lossless(), deadline, original)
        : plan;
  }

  /** Whether anything of older messages is not to be seen in {@code plan}. */
  private static boolean loses(Plan plan) {
    return plan.changes().stream()
        .anyMatch(c -> c.layer() == Layer.ANCHOR || c.layer() == Layer.EPISODE);
  }

  /**
   * As above, for a conversation of which nothing may change that was sent: what is pinned goes out
   * again, and what is new is planned by what stands before it.
   */
  public PinnedPlan plan(Prompt sent, Policy policy, Pins pins, TimeLimit limit) {
    return appendOnly.plan(sent, policy, pins, limit);
  }

  /** Whether it is a chat too short to gain; results of tools are compressed from the first on. */
  private static boolean isShort(Prompt prompt, Policy policy, int original) {
    boolean few =
        original < policy.shortTokens() || Turns.in(prompt.messages()) < policy.shortTurns();
    return few
        && prompt.messages().stream()
            .allMatch(m -> m.parts().stream().noneMatch(Part.ToolResult.class::isInstance));
  }

  int original(Prompt prompt) {
    return counts.count(prompt, this::count);
  }

  private Plan planned(Trace.Work work, Policy policy, Deadline deadline, int original) {
    Prompt prompt = work.prompt();
    int head = Math.min(counts.fixed(prompt), policy.shortTokens());
    Key key = key(prompt, head, policy, false);
    Branches branches = known.get(key, k -> new Branches());
    Trace trace =
        branches.claim(
            prompt.messages(),
            work.anchors(),
            Pins.NONE,
            () -> new Trace(layers.fresh(policy), head, dropped::increment));
    try {
      trace.extend(work, deadline);
      Sheet sheet = new Sheet(prompt, policy, counts, this::count, deadline);
      trace.contribute(sheet);
      Plan plan = plan(sheet.settled(), original, deadline);
      branches.release(trace);
      known.put(key, branches); // weighs it anew
      return plan;
    } catch (RuntimeException | StackOverflowError e) {
      return Plan.untouched(original, "fault"); // the trace may be broken and is forgotten
    }
  }

  static Plan plan(List<Change> changes, int original, Deadline deadline) {
    int forwarded = original;
    for (Change change : changes) {
      forwarded += change.after() - change.before();
    }
    if (changes.isEmpty() || forwarded >= original) {
      return Plan.untouched(original, deadline.passed() ? Plan.TIME_LIMIT : "nothing to gain");
    }
    return new Plan(changes, original, forwarded, deadline.passed() ? Plan.TIME_LIMIT : "");
  }

  int count(String text) {
    if (text.length() < 64) {
      return tokenizer.count(text);
    }
    Counted key = new Counted(tenant, text);
    Integer known = texts.getIfPresent(key);
    if (known == null) {
      known = tokenizer.count(text);
      texts.put(key, known);
    }
    return known;
  }

  Key key(Prompt prompt, int head, Policy policy, boolean appendOnly) {
    return new Key(tenant, beginning(prompt.messages()), head, policy, appendOnly);
  }

  /** All up to the first words of the user: what tells conversations of one client apart. */
  private static List<Digest> beginning(List<Message> messages) {
    List<Digest> digests = new ArrayList<>();
    for (Message message : messages) {
      digests.add(message.digest());
      if (message.role() == Role.USER || digests.size() == 4) {
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
  record Key(String tenant, List<Digest> beginning, int head, Policy policy, boolean appendOnly) {}

  /** Whose text was counted. */
  private record Counted(String tenant, String text) {}
}
