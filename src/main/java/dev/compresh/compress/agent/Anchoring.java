package dev.compresh.compress.agent;

import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.Layer;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.PriceTier;
import dev.compresh.compress.anchor.Occasion;
import dev.compresh.compress.anchor.Stale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layer D: when stale results go, and how many of them. What the window and the prices demand
 * follows from the messages alone; that the provider's cache was cold has to be told.
 */
final class Anchoring {
  /** Requests after a re-anchoring before the next one is thought of. */
  private static final int QUIET = 10;

  /** The same where it costs nothing. */
  private static final int QUIET_COLD = 4;

  /** At every so many requests it is weighed whether a rewriting pays: work stays in bounds. */
  private static final int WEIGHED = 4;

  /** A re-anchoring for the window leaves it so full, in percent of the room: then it is quiet. */
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
   * What stays at the end of the conversation.
   *
   * @param tokens at least so many, and
   * @param messages at least so many
   */
  private record Recent(int tokens, int messages) {}

  private static final Recent RECENT = new Recent(5_000, 12);

  /** Where nothing is paid, nothing hurries. */
  private static final Recent LONGER = new Recent(8_000, 36);

  /** Where the window has no room for more. */
  private static final Recent LAST = new Recent(1_000, 4);

  private final CompressionPolicy compressionPolicy;
  private final Desk desk;
  private final boolean lossy;

  Anchoring(CompressionPolicy compressionPolicy, Desk desk) {
    this.desk = desk;
    this.compressionPolicy = compressionPolicy;
    this.lossy = compressionPolicy.mode() == CompressionMode.BALANCED || compressionPolicy.mode() == CompressionMode.MAX;
  }

  /**
   * How the conversation stands after a re-anchoring at its last message; null for none.
   *
   * @param late whether time ran out when that message was new: what was cached then stays
   */
  @Nullable Stand after(Stand stand, boolean cold, boolean late, TokenCounter tokens) {
    Turn last = stand.turns().getLast();
    if (last.answers()) {
      return null; // what makes a request is not an answer
    }
    if (compressionPolicy.room() > 0
        && last.forwarded() > compressionPolicy.room()
        && (crossed(stand, compressionPolicy.room()) || weighed(stand))) {
      Stand next = window(stand, tokens);
      if (next != null) {
        return next;
      }
    }
    boolean suspended = !compressionPolicy.suspensions().allow(Layer.ANCHOR, stand.turns().size() - 1);
    if (!lossy || late || suspended || stand.bare()) {
      return null;
    }
    PriceTier tier = compressionPolicy.tier();
    boolean dearer = tier.room() > 0 && last.forwarded() > tier.room();
    if (dearer && (crossed(stand, tier.room()) || weighed(stand))) {
      Stand next = tier(stand, tokens);
      if (next != null) {
        return next;
      }
    }
    if (cold) {
      return stand.quiet(QUIET_COLD) ? null : free(stand, tokens);
    }
    return stand.quiet(QUIET) || !weighed(stand) ? null : pays(stand, tokens);
  }

  private static boolean weighed(Stand stand) {
    return stand.requests() % WEIGHED == 0;
  }

  /** Whether the request before was within {@code room}. */
  private static boolean crossed(Stand stand, int room) {
    int before = stand.turns().size() - 2;
    while (before >= 0 && stand.turns().get(before).answers()) {
      before--;
    }
    return before < 0 || stand.turns().get(before).forwarded() <= room;
  }

  /** Down to the low mark, whatever the mode: a prompt that the model refuses holds nothing. */
  private @Nullable Stand window(Stand stand, TokenCounter tokens) {
    Account account = Account.of(stand);
    long forwarded = stand.turns().getLast().forwarded();
    for (Recent recent : List.of(RECENT, LAST)) {
      Stale stale = stale(account, recent);
      Cutting cutting = new Cutting(account, stale, Occasion.WINDOW, desk, tokens);
      Stand next = cutting.down(stand, stale.all(), forwarded - compressionPolicy.room() * LOW / 100);
      long got = account.saved(next);
      boolean enough = got > 0 && forwarded - got <= compressionPolicy.room();
      // Where even the whole window is too small for what may not be cut, a rewriting helps nobody.
      boolean fits = forwarded - got <= compressionPolicy.room() * 100L / ROOM;
      boolean some = recent.equals(LAST) && fits && got >= compressionPolicy.room() * FUTILE / 100;
      if (enough || (some && !stand.quiet(QUIET))) {
        return next.paid(got, Cutting.price(stand, next, compressionPolicy.prices()));
      }
    }
    return null;
  }

  /**
   * Down to the low mark below the price tier, where that pays: above it the whole prompt costs
   * more at each request, as if so many more tokens were read.
   */
  private @Nullable Stand tier(Stand stand, TokenCounter tokens) {
    PriceTier tier = compressionPolicy.tier();
    Account account = Account.of(stand);
    long forwarded = stand.turns().getLast().forwarded();
    Stale stale = stale(account, RECENT);
    Cutting cutting = new Cutting(account, stale, Occasion.TIER, desk, tokens);
    Stand next = cutting.down(stand, stale.obtainable(), forwarded - tier.room() * LOW / 100);
    long got = account.saved(next);
    long dearer = forwarded * (tier.percent() - 100) / 100;
    long price = Cutting.price(stand, next, compressionPolicy.prices());
    Payoff payoff = new Payoff(compressionPolicy, account, stand.requests());
    boolean below = got > 0 && forwarded - got <= tier.room();
    return below && payoff.worth(got + dearer, price) ? next.paid(got, price) : null;
  }

  private @Nullable Stand free(Stand stand, TokenCounter tokens) {
    Account account = Account.of(stand);
    Stale stale = stale(account, compressionPolicy.mode() == CompressionMode.MAX ? RECENT : LONGER);
    Cutting cutting = new Cutting(account, stale, Occasion.COLD, desk, tokens);
    Stand next = cutting.without(stand, worthless(stale));
    long got = account.saved(next);
    return got < LEAST ? null : next.paid(got, -got * compressionPolicy.prices().write());
  }

  private @Nullable Stand pays(Stand stand, TokenCounter tokens) {
    Account account = Account.of(stand);
    Stale stale = stale(account, RECENT);
    Payoff payoff = new Payoff(compressionPolicy, account, stand.requests());
    List<Integer> gone = payoff.best(worthless(stale));
    if (gone.isEmpty() || !stand.turns().getLast().bank().affords(payoff.price())) {
      return null;
    }
    Stand next = new Cutting(account, stale, Occasion.PAYS, desk, tokens).without(stand, gone);
    long got = account.saved(next);
    // Results that referred to what goes print their lines again: that has its price, too.
    long price = Cutting.price(stand, next, payoff.prices());
    boolean pays = got >= LEAST && payoff.worth(got, price);
    return pays && stand.turns().getLast().bank().affords(price) ? next.paid(got, price) : null;
  }

  /** What goes where nothing forces it: texts of files only where the smallest prompt is wanted. */
  private List<Integer> worthless(Stale stale) {
    List<Integer> gone = new ArrayList<>(stale.superseded());
    gone.addAll(stale.runs());
    if (compressionPolicy.mode() == CompressionMode.MAX) {
      gone.addAll(stale.texts());
    }
    gone.sort(null);
    return gone;
  }

  private Stale stale(Account account, Recent recent) {
    int most = compressionPolicy.room() == 0 ? Integer.MAX_VALUE : compressionPolicy.room() / 4;
    return account.stale(Math.min(recent.tokens(), most), recent.messages());
  }
}
