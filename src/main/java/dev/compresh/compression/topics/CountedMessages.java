package dev.compresh.compression.topics;

import dev.compresh.dialect.ContentDigest;
import java.util.Arrays;

/**
 * The last messages that were counted, as hashes: each with the one before it, so that "go on",
 * said again, is not taken for what was said before; and each alone, for prompts that begin with
 * it.
 *
 * @param hashes two for each message, oldest first; nobody changes them
 */
public record CountedMessages(long[] hashes) {
  /** Messages remembered: enough for several branches of a conversation side by side. */
  static final int MOST = 64;

  static final CountedMessages NONE = new CountedMessages(new long[0]);

  /** Returns how often {@code message} was counted with {@code before} as the one before it. */
  int times(ContentDigest before, ContentDigest message) {
    return times(0, pair(before, message));
  }

  /** Returns whether {@code message} was counted, whatever stood before it. */
  boolean has(ContentDigest message) {
    return times(1, message.high()) > 0;
  }

  private int times(int offset, long hash) {
    int times = 0;
    for (int i = offset; i < hashes.length; i += 2) {
      times += hashes[i] == hash ? 1 : 0;
    }
    return times;
  }

  CountedMessages add(ContentDigest before, ContentDigest message) {
    int from = hashes.length == 2 * MOST ? 2 : 0;
    long[] next = Arrays.copyOfRange(hashes, from, hashes.length + 2);
    next[next.length - 2] = pair(before, message);
    next[next.length - 1] = message.high();
    return new CountedMessages(next);
  }

  private static long pair(ContentDigest before, ContentDigest message) {
    return before.high() * 31 + message.low();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CountedMessages countedMessages
        && Arrays.equals(hashes, countedMessages.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }
}
