package dev.compresh.compression.agent;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PriceTier;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.eviction.EvictionCandidates;
import dev.compresh.compression.eviction.EvictionTrigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When stale results go, and how many of them. What the window and the prices demand follows from
 * the messages alone; that the provider's cache was cold has to be passed in.
 */
final class EvictionLayer {
  /** Requests after an eviction before the next one is thought of. */
  private static final int QUIET = 10;

  /** The same where it costs nothing. */
  private static final int QUIET_COLD = 4;

  /** At every so many requests it is weighed whether a rewriting pays: work stays in bounds. */
  private static final int WEIGHED = 4;

  /** An eviction for the window leaves it so full, in percent of the room: then it is quiet. */
  private static final long LOW = 65;

  /** The room is so much of the window, in percent, at most. */
  private static final long ROOM = 85;

  /** Where so little comes of it, in percent of the room, it is left alone. */
  private static final long FUTILE = 8;

  /** What a marker comes to, about. */
  static final int MARKER = 20;

  /** Fewer tokens are not worth a change. */
  private static final int LEAST = 500;

  /**
   * The tail of the conversation that is kept.
   *
   * @param tokens at least so many, and
   * @param messages at least so many
   */
  private record RecentMessages(int tokens, int messages) {}

  private static final RecentMessages RECENT = new RecentMessages(5_000, 12);

  /** Where nothing is paid, nothing hurries. */
  private static final RecentMessages LONGER = new RecentMessages(8_000, 36);

  /** Where the window has no room for more. */
  private static final RecentMessages LAST = new RecentMessages(1_000, 4);

  private final CompressionPolicy compressionPolicy;
  private final CompressionContext compressionContext;
  private final boolean lossy;

  EvictionLayer(CompressionPolicy compressionPolicy, CompressionContext compressionContext) {
    this.compressionContext = compressionContext;
    this.compressionPolicy = compressionPolicy;
    this.lossy =
        compressionPolicy.mode() == CompressionMode.BALANCED
            || compressionPolicy.mode() == CompressionMode.MAX;
  }

  /**
   * Returns the state of the conversation after an eviction at its last message; null for none.
   *
   * @param late whether time ran out when that message was new: what was cached then stays
   */
  @Nullable ConversationSnapshot evict(
      ConversationSnapshot conversationSnapshot, boolean cold, boolean late, TokenCounter tokens) {
    AgentTurn last = conversationSnapshot.turns().getLast();
    if (last.answers()) {
      return null; // what makes a request is not an answer
    }
    if (compressionPolicy.room() > 0
        && last.forwarded() > compressionPolicy.room()
        && (crossed(conversationSnapshot, compressionPolicy.room())
            || weighed(conversationSnapshot))) {
      ConversationSnapshot next = window(conversationSnapshot, tokens);
      if (next != null) {
        return next;
      }
    }
    boolean suspended =
        !compressionPolicy
            .suspensions()
            .allow(Layer.EVICTION, conversationSnapshot.turns().size() - 1);
    if (!lossy || late || suspended || conversationSnapshot.bare()) {
      return null;
    }
    PriceTier tier = compressionPolicy.tier();
    boolean dearer = tier.room() > 0 && last.forwarded() > tier.room();
    if (dearer && (crossed(conversationSnapshot, tier.room()) || weighed(conversationSnapshot))) {
      ConversationSnapshot next = tier(conversationSnapshot, tokens);
      if (next != null) {
        return next;
      }
    }
    if (cold) {
      return conversationSnapshot.quiet(QUIET_COLD) ? null : free(conversationSnapshot, tokens);
    }
    return conversationSnapshot.quiet(QUIET) || !weighed(conversationSnapshot)
        ? null
        : pays(conversationSnapshot, tokens);
  }

  private static boolean weighed(ConversationSnapshot conversationSnapshot) {
    return conversationSnapshot.requests() % WEIGHED == 0;
  }

  /** Returns whether the request before was within {@code room}. */
  private static boolean crossed(ConversationSnapshot conversationSnapshot, int room) {
    int before = conversationSnapshot.turns().size() - 2;
    while (before >= 0 && conversationSnapshot.turns().get(before).answers()) {
      before--;
    }
    return before < 0 || conversationSnapshot.turns().get(before).forwarded() <= room;
  }

  /** Down to the low mark, whatever the mode: a prompt that the model refuses holds nothing. */
  private @Nullable ConversationSnapshot window(
      ConversationSnapshot conversationSnapshot, TokenCounter tokens) {
    TokenBreakdown tokenBreakdown = TokenBreakdown.of(conversationSnapshot);
    long forwarded = conversationSnapshot.turns().getLast().forwarded();
    for (RecentMessages recentMessages : List.of(RECENT, LAST)) {
      EvictionCandidates evictionCandidates = stale(tokenBreakdown, recentMessages);
      ResultEviction resultEviction =
          new ResultEviction(
              tokenBreakdown,
              evictionCandidates,
              EvictionTrigger.WINDOW,
              compressionContext,
              tokens);
      ConversationSnapshot next =
          resultEviction.evictUntil(
              conversationSnapshot,
              evictionCandidates.all(),
              forwarded - compressionPolicy.room() * LOW / 100);
      long got = tokenBreakdown.saved(next);
      boolean enough = got > 0 && forwarded - got <= compressionPolicy.room();
      // Where even the whole window is too small for what may not be cut, a rewriting helps nobody.
      boolean fits = forwarded - got <= compressionPolicy.room() * 100L / ROOM;
      boolean some =
          recentMessages.equals(LAST) && fits && got >= compressionPolicy.room() * FUTILE / 100;
      if (enough || (some && !conversationSnapshot.quiet(QUIET))) {
        return next.paid(
            got, ResultEviction.price(conversationSnapshot, next, compressionPolicy.prices()));
      }
    }
    return null;
  }

  /**
   * Down to the low mark below the price tier, where that pays: above it the whole prompt costs
   * more at each request, as if so many more tokens were read.
   */
  private @Nullable ConversationSnapshot tier(
      ConversationSnapshot conversationSnapshot, TokenCounter tokens) {
    PriceTier tier = compressionPolicy.tier();
    TokenBreakdown tokenBreakdown = TokenBreakdown.of(conversationSnapshot);
    long forwarded = conversationSnapshot.turns().getLast().forwarded();
    EvictionCandidates evictionCandidates = stale(tokenBreakdown, RECENT);
    ResultEviction resultEviction =
        new ResultEviction(
            tokenBreakdown, evictionCandidates, EvictionTrigger.TIER, compressionContext, tokens);
    ConversationSnapshot next =
        resultEviction.evictUntil(
            conversationSnapshot,
            evictionCandidates.obtainable(),
            forwarded - tier.room() * LOW / 100);
    long got = tokenBreakdown.saved(next);
    long dearer = forwarded * (tier.percent() - 100) / 100;
    long price = ResultEviction.price(conversationSnapshot, next, compressionPolicy.prices());
    BreakEven breakEven =
        new BreakEven(compressionPolicy, tokenBreakdown, conversationSnapshot.requests());
    boolean below = got > 0 && forwarded - got <= tier.room();
    return below && breakEven.worth(got + dearer, price) ? next.paid(got, price) : null;
  }

  private @Nullable ConversationSnapshot free(
      ConversationSnapshot conversationSnapshot, TokenCounter tokens) {
    TokenBreakdown tokenBreakdown = TokenBreakdown.of(conversationSnapshot);
    EvictionCandidates evictionCandidates =
        stale(tokenBreakdown, compressionPolicy.mode() == CompressionMode.MAX ? RECENT : LONGER);
    ResultEviction resultEviction =
        new ResultEviction(
            tokenBreakdown, evictionCandidates, EvictionTrigger.COLD, compressionContext, tokens);
    ConversationSnapshot next =
        resultEviction.evict(conversationSnapshot, worthless(evictionCandidates));
    long got = tokenBreakdown.saved(next);
    return got < LEAST ? null : next.paid(got, -got * compressionPolicy.prices().write());
  }

  private @Nullable ConversationSnapshot pays(
      ConversationSnapshot conversationSnapshot, TokenCounter tokens) {
    TokenBreakdown tokenBreakdown = TokenBreakdown.of(conversationSnapshot);
    EvictionCandidates evictionCandidates = stale(tokenBreakdown, RECENT);
    BreakEven breakEven =
        new BreakEven(compressionPolicy, tokenBreakdown, conversationSnapshot.requests());
    List<Integer> gone = breakEven.best(worthless(evictionCandidates));
    if (gone.isEmpty()
        || !conversationSnapshot.turns().getLast().bank().affords(breakEven.price())) {
      return null;
    }
    ConversationSnapshot next =
        new ResultEviction(
                tokenBreakdown,
                evictionCandidates,
                EvictionTrigger.PAYS,
                compressionContext,
                tokens)
            .evict(conversationSnapshot, gone);
    long got = tokenBreakdown.saved(next);
    // Results that referred to what goes print their lines again: that has its price, too.
    long price = ResultEviction.price(conversationSnapshot, next, breakEven.prices());
    boolean pays = got >= LEAST && breakEven.worth(got, price);
    return pays && conversationSnapshot.turns().getLast().bank().affords(price)
        ? next.paid(got, price)
        : null;
  }

  /**
   * Returns what is evicted although nothing forces it: texts of files only where the smallest
   * prompt is wanted.
   */
  private List<Integer> worthless(EvictionCandidates evictionCandidates) {
    List<Integer> gone = new ArrayList<>(evictionCandidates.superseded());
    gone.addAll(evictionCandidates.runs());
    if (compressionPolicy.mode() == CompressionMode.MAX) {
      gone.addAll(evictionCandidates.texts());
    }
    gone.sort(null);
    return gone;
  }

  private EvictionCandidates stale(TokenBreakdown tokenBreakdown, RecentMessages recentMessages) {
    int most = compressionPolicy.room() == 0 ? Integer.MAX_VALUE : compressionPolicy.room() / 4;
    return tokenBreakdown.stale(Math.min(recentMessages.tokens(), most), recentMessages.messages());
  }
}
