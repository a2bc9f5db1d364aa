package dev.compresh.promptcache;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares a request with the one before it that begins most like it.
 *
 * @param shared pieces that both begin with
 */
record CacheComparison(
    ObservedRequest now, ObservedRequest then, int shared, int minimum, CacheRates rates) {

  /** So much of the lines of a system text must be the same, in percent, to be the same text. */
  private static final int SAME_TEXT = 60;

  /** Returns whether the conversation went on. */
  boolean isGrown() {
    return shared == then.outline().hashes().length
        && now.outline().hashes().length > shared
        && shared > now.outline().messages();
  }

  /**
   * Returns what the request lost.
   *
   * @param writes tokens that its conversation wrote since it last outlived its cache
   */
  @Nullable CacheAdvice advice(long writes) {
    PromptOutline outline = now.outline();
    long gap = now.start() - then.start();
    if (isParallel()) {
      return parallel();
    }
    if (isGrown()) {
      return gap >= 0 && !CacheAdvisor.isSoon(gap) ? tooShort(writes) : null;
    }
    if (shared < outline.tools()) {
      return CacheAdvisor.areSameTools(outline, then.outline()) ? shuffled() : null;
    }
    if (shared < outline.messages()) {
      return volatileSystem();
    }
    if (outline.marks().isEmpty() || !CacheAdvisor.isSoon(gap)) {
      return null;
    }
    int last = outline.marks().length() - 1;
    if (now.usage().cacheRead() == 0 && now.written() == 0) {
      return last < shared ? belowMinimum(last) : null;
    }
    boolean behind = outline.marks().nextSetBit(0) >= shared && now.usage().cacheRead() == 0;
    return behind ? behindVolatile(last) : null;
  }

  private boolean isParallel() {
    long first = Math.min(now.start(), then.start());
    long later = Math.max(now.start(), then.start());
    long begun = first == then.start() ? then.firstByte() : now.firstByte();
    return later < begun && now.written() > 0 && then.written() > 0 && shared > 0;
  }

  private @Nullable CacheAdvice parallel() {
    long tokens = Math.min(now.written(), now.tokens(0, shared));
    return tokens < minimum
        ? null
        : new CacheAdvice(
            AdviceKind.PARALLEL_WRITES,
            place(Math.max(0, shared - 1)),
            tokens,
            tokens * (rates.writeSoon() - rates.read()));
  }

  private @Nullable CacheAdvice tooShort(long writes) {
    boolean marks = !now.outline().marks().isEmpty() && !now.outline().isHour();
    long lost = then.usage().prompt() - now.usage().cacheRead();
    boolean isRewritten = now.written() > 0 && lost * 2 > then.usage().prompt();
    long units =
        lost * (rates.writeSoon() - rates.read())
            - writes * (rates.writeHour() - rates.writeSoon());
    return marks && isRewritten && units > 0
        ? new CacheAdvice(AdviceKind.LIFE_TOO_SHORT, "conversation", lost, units)
        : null;
  }

  private @Nullable CacheAdvice shuffled() {
    PromptOutline outline = now.outline();
    boolean same = isSameBehind(outline.tools());
    long tokens = now.tokens(shared, outline.tools());
    tokens += same ? now.tokens(outline.tools(), outline.messages() + sharedMessages()) : 0;
    return lost(AdviceKind.SHUFFLED_TOOLS, tokens);
  }

  private @Nullable CacheAdvice volatileSystem() {
    PromptOutline outline = now.outline();
    PromptOutline other = then.outline();
    if (outline.system() != other.system() || outline.tools() != other.tools()) {
      return null;
    }
    long same = 0;
    for (int i = shared; i < outline.messages(); i++) {
      same += outline.hashes()[i] == other.hashes()[i] ? outline.bytes()[i] : 0;
    }
    long all = outline.length(outline.tools(), outline.messages());
    long before = outline.length(outline.tools(), shared);
    if ((same + before) * 100 < all * SAME_TEXT) {
      return null;
    }
    int end = outline.messages();
    long tokens = now.tokens(same) + now.tokens(end, end + sharedMessages());
    return lost(AdviceKind.VOLATILE_SYSTEM, tokens);
  }

  /** Returns what is lost is what comes after the difference and could have been read. */
  private @Nullable CacheAdvice lost(AdviceKind kind, long tokens) {
    long unread = Math.min(tokens, now.usage().prompt() - now.usage().cacheRead());
    boolean large = now.tokens(0, shared) + unread >= minimum;
    long paid = now.written() > 0 ? rates.writeSoon() : CacheRates.FRESH;
    return large && unread > 0
        ? new CacheAdvice(kind, place(shared), unread, unread * (paid - rates.read()))
        : null;
  }

  private @Nullable CacheAdvice belowMinimum(int last) {
    long tokens = now.tokens(0, last + 1);
    long units = tokens * CacheRates.FRESH - minimum * rates.read();
    return tokens < minimum && units > 0
        ? new CacheAdvice(AdviceKind.BELOW_MINIMUM, place(last), tokens, units)
        : null;
  }

  private @Nullable CacheAdvice behindVolatile(int last) {
    long stable = now.tokens(0, shared);
    long loose = now.tokens(shared, last + 1);
    return stable < minimum
        ? null
        : new CacheAdvice(
            AdviceKind.VOLATILE_BEFORE_BREAKPOINT,
            place(last),
            stable,
            stable * (rates.writeSoon() - rates.read())
                + loose * (rates.writeSoon() - CacheRates.FRESH));
  }

  private boolean isSameBehind(int from) {
    PromptOutline outline = now.outline();
    for (int i = from; i < outline.messages(); i++) {
      if (i >= then.outline().messages() || outline.hashes()[i] != then.outline().hashes()[i]) {
        return false;
      }
    }
    return true;
  }

  /** Messages that both conversations begin with, whatever comes before them. */
  private int sharedMessages() {
    int one = now.outline().messages();
    int other = then.outline().messages();
    int same = 0;
    while (one + same < now.outline().hashes().length
        && other + same < then.outline().hashes().length
        && now.outline().hashes()[one + same] == then.outline().hashes()[other + same]) {
      same++;
    }
    return same;
  }

  private String place(int piece) {
    PromptOutline outline = now.outline();
    if (piece < outline.tools()) {
      return String.format(Locale.ROOT, "tools, number %d", piece + 1);
    }
    return piece < outline.messages()
        ? String.format(Locale.ROOT, "system, line %d", piece - outline.tools() + 1)
        : String.format(Locale.ROOT, "messages, number %d", piece - outline.messages() + 1);
  }
}
