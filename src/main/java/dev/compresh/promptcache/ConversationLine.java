package dev.compresh.promptcache;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The record of a conversation's last request.
 *
 * @param messages how many it had
 * @param chain one hash of them
 * @param time when it came, in epoch milliseconds
 * @param requests how many there were, this one among them
 * @param gaps how soon its requests followed one another
 * @param written when its end was last marked; 0 for never
 * @param life for how long; null where it was not
 * @param tokens tokens up to that mark
 * @param head a hash of what came before the messages, and of where the request went
 * @param trail where it was marked so far
 */
record ConversationLine(
    int messages,
    long chain,
    long time,
    int requests,
    GapTally gaps,
    long written,
    @Nullable CacheLifetime life,
    long tokens,
    int head,
    ForwardedTrail trail) {
  static final int BYTES =
      3 * Integer.BYTES + 4 * Long.BYTES + GapTally.BYTES + 1 + ForwardedTrail.BYTES;

  boolean isOpening() {
    return requests == 1;
  }

  /** The life for which its marked part is in the cache at {@code now}; null where it is not. */
  @Nullable CacheLifetime lifeAt(long now) {
    CacheLifetime lifetime = life;
    return lifetime != null && written != 0 && now - written < lifetime.duration().toMillis()
        ? lifetime
        : null;
  }

  /** The provider turned out to have nothing of it. */
  ConversationLine unwritten() {
    return new ConversationLine(messages, chain, time, requests, gaps, 0, null, 0, head, trail);
  }

  void write(ByteBuffer out) {
    out.putInt(messages).putLong(chain).putLong(time).putInt(requests);
    gaps.write(out);
    out.putLong(written).put(CacheLifetime.code(life)).putLong(tokens).putInt(head);
    trail.write(out);
  }

  static ConversationLine read(ByteBuffer in) {
    return new ConversationLine(
        in.getInt(),
        in.getLong(),
        in.getLong(),
        in.getInt(),
        GapTally.read(in),
        in.getLong(),
        CacheLifetime.of(in.get()),
        in.getLong(),
        in.getInt(),
        ForwardedTrail.read(in));
  }
}
