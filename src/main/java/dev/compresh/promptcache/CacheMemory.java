package dev.compresh.promptcache;

import dev.compresh.dialect.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered when a request comes: of its key, of its static prefix under that key, and
 * of its session. A value: what a request adds makes another one, so the same history leads to the
 * same memory wherever it is played.
 */
public record CacheMemory(ReuseRecord key, ReuseRecord prefix, ConversationRecord session) {
  public static final CacheMemory EMPTY =
      new CacheMemory(ReuseRecord.EMPTY, ReuseRecord.EMPTY, ConversationRecord.EMPTY);

  /** How many sendings the chances of a wider circle weigh in a narrower one. */
  private static final int CIRCLE = 1;

  private static final int OWN = 3;

  /**
   * The sizes of a prompt.
   *
   * @param prefixTokens tokens of tools and system text
   * @param totalTokens tokens of all of it, as it goes out
   * @param isAgent whether it offers tools
   */
  public record MemorySizes(long prefixTokens, long totalTokens, boolean isAgent) {}

  /** A marking decision, and the memory after it. */
  public record MemoryStep(MarkingDecision decision, CacheMemory memory, ExpectedRead expected) {}

  /**
   * Decides on {@code prompt}, which comes at {@code now}.
   *
   * @param head one hash of tools, system text, model and provider
   * @param forwarded one hash of each message as it goes out; without the last one where that has
   *     an addition for this turn alone
   */
  public MemoryStep next(
      Prompt prompt,
      long head,
      long[] forwarded,
      MemorySizes memorySizes,
      int minimum,
      CacheRates rates,
      long now) {
    int[] chains = ForwardedTrail.chains(head, forwarded);
    ConversationLine before = session.previous(prompt, chains[0]);
    boolean isRepeat = before != null && before.messages() == prompt.messages().size();
    long gap = before == null ? 0 : gap(before, chains[0], now);
    CacheMemory seen = this.update(isRepeat ? null : before, gap, now);
    boolean isOpening = before == null || (isRepeat && before.isOpening());
    GapTally own =
        before == null ? GapTally.EMPTY : isRepeat ? before.gaps() : before.gaps().afterReturn(gap);
    CacheLifetime held =
        before == null || !before.trail().isUnchanged(chains) ? null : before.lifeAt(now);
    CacheLifetime prefixLife = prefix.lifeAt(now);
    CacheSituation situation =
        new CacheSituation(
            memorySizes.prefixTokens(),
            memorySizes.totalTokens(),
            minimum,
            rates,
            prefixLife,
            prefix.kept(seen.prefix.sights().chances(ReturnChances.NONE, 0)),
            held,
            before == null ? 0 : before.tokens(),
            prefix.kept(seen.turnChances(isOpening, memorySizes.isAgent(), own)));
    MarkingDecision decision = CacheReckoning.decide(situation);
    if (before != null && !before.trail().isUnchanged(chains)) {
      decision = decision.afterRewrite(before.trail().countUnchanged(chains));
    }
    ExpectedRead expected = ExpectedRead.of(situation, decision, gap, now - prefix.written());
    int requests = before == null ? 1 : before.requests() + (isRepeat ? 0 : 1);
    ConversationLine line = line(prompt, memorySizes, before, requests, own, decision, chains, now);
    ReuseRecord marked = seen.prefix;
    CacheLifetime prefixMark = decision.prefix();
    if (prefixMark != null) {
      CacheLifetime tail = decision.tail();
      marked = marked.afterWriting(now, tail == null ? prefixMark : prefixMark.atLeast(tail));
    }
    return new MemoryStep(
        decision,
        new CacheMemory(
            isRepeat ? seen.key : seen.key.afterSending(isOpening),
            isRepeat ? marked : marked.afterSending(isOpening),
            session.add(line, before != null && before.head() == line.head() ? before : null)),
        expected);
  }

  /** A gap that no cache outlives where the conversation goes on behind another beginning. */
  private static long gap(ConversationLine before, int head, long now) {
    return before.head() == head ? Math.max(0, now - before.time()) : Long.MAX_VALUE;
  }

  private CacheMemory update(@Nullable ConversationLine before, long gap, long now) {
    ReuseRecord sighted = prefix.afterSight(now);
    return before == null
        ? new CacheMemory(key, sighted, session)
        : new CacheMemory(
            key.afterReturn(before.isOpening(), gap),
            sighted.afterReturn(before.isOpening(), gap),
            session);
  }

  /** From what is known of the key to what is known of the prefix, to the session's own gaps. */
  private ReturnChances turnChances(boolean isOpening, boolean isAgent, GapTally own) {
    ReturnChances prior =
        isOpening ? isAgent ? ReturnChances.AGENT : ReturnChances.NONE : ReturnChances.GROWN;
    GapTally ofKey = isOpening ? key.openings() : key.turns();
    GapTally ofPrefix = isOpening ? prefix.openings() : prefix.turns();
    ReturnChances wide = ofKey.chances(prior, CIRCLE);
    ReturnChances narrow = ofPrefix.chances(wide, CIRCLE);
    GapTally seen = new GapTally(own.ever(), own.soon(), own.hour(), own.ever());
    return isOpening ? narrow : seen.chances(narrow, OWN);
  }

  private static ConversationLine line(
      Prompt prompt,
      MemorySizes memorySizes,
      @Nullable ConversationLine before,
      int requests,
      GapTally own,
      MarkingDecision decision,
      int[] chains,
      long now) {
    int messages = prompt.messages().size();
    ForwardedTrail trail = before == null ? ForwardedTrail.EMPTY : before.trail();
    boolean reads = decision.tail() == null && decision.previous() != null && before != null;
    return new ConversationLine(
        messages,
        ConversationRecord.chain(prompt, messages),
        now,
        Math.max(1, requests),
        own,
        decision.tail() != null || reads ? now : 0,
        reads ? decision.previous() : decision.tail(),
        reads && before != null
            ? before.tokens()
            : decision.tail() == null ? 0 : memorySizes.totalTokens(),
        chains[0],
        decision.tail() == null ? trail : trail.add(chains.length - 1, chains));
  }

  /**
   * Returns what is remembered where the request of {@code step} was not answered: as before it, as
   * far as nothing else came since.
   */
  public CacheMemory afterFailure(MemoryStep memoryStep, CacheMemory before) {
    CacheMemory then = memoryStep.memory();
    ReuseRecord mended =
        prefix.equals(then.prefix)
            ? before.prefix
            : prefix.written() == then.prefix.written()
                ? prefix.withWriting(before.prefix.written(), before.prefix.life())
                : prefix;
    return new CacheMemory(
        key.equals(then.key) ? before.key : key,
        mended,
        session.equals(then.session) ? before.session : session);
  }

  /** Returns what is remembered once the provider reported what it read of {@code expected}. */
  public CacheMemory afterAnswer(ExpectedRead expected, boolean isFound) {
    return new CacheMemory(key, prefix.afterReading(expected.isLong(), isFound), session);
  }
}
