package dev.compresh.session;

import java.util.Arrays;

/**
 * A prompt as hashes, one place for each of the client's messages. Nobody changes the arrays.
 *
 * @param head hash of what comes before the messages and of where the prompt went
 * @param raw hashes of the messages as the client sent them
 * @param sent hashes of what was forwarded for them, 0 where a message was dropped
 * @param ends where each message ends, in bytes from the first one's start
 * @param live whether the last one was forwarded with an addition for this turn alone
 */
public record PromptFingerprint(long head, long[] raw, long[] sent, int[] ends, boolean live) {

  /** Returns how many leading messages {@code other} has in common as its client sent them. */
  int shared(PromptFingerprint other) {
    if (head != other.head) {
      return 0;
    }
    int limit = Math.min(raw.length, other.raw.length);
    int same = 0;
    while (same < limit && raw[same] == other.raw[same]) {
      same++;
    }
    return same;
  }

  /** Returns whether {@code next} goes on where this ends, wherever either went. */
  boolean continuedBy(PromptFingerprint next) {
    return raw.length <= next.raw.length
        && Arrays.equals(raw, 0, raw.length, next.raw, 0, raw.length);
  }

  /**
   * Returns whether {@code next}, sent after this, left what was forwarded here: a message of both
   * was forwarded otherwise than before.
   */
  boolean leftBy(PromptFingerprint next) {
    int shared = shared(next);
    for (int i = 0; i < shared; i++) {
      if (sent[i] != next.sent[i] && !(live && i == raw.length - 1)) {
        return true;
      }
    }
    return false;
  }
}
