package dev.compresh.promptcache;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of one static prefix under one key, or of all of a key's prefixes together: counts and
 * times, no text.
 *
 * @param sights how soon the prefix came again, from whatever conversation
 * @param openings how soon conversations went on after their first request
 * @param turns how soon they went on later
 * @param reads how often the provider read what it should have had
 * @param longReads the same, where only a life of an hour had kept it
 * @param seen when the prefix last came, in epoch milliseconds; 0 for never
 * @param written when it was last written or read; 0 for never
 * @param life for how long; null where it was not
 */
public record ReuseRecord(
    GapTally sights,
    GapTally openings,
    GapTally turns,
    ReadTally reads,
    ReadTally longReads,
    long seen,
    long written,
    @Nullable CacheLifetime life) {
  public static final ReuseRecord EMPTY =
      new ReuseRecord(
          GapTally.EMPTY,
          GapTally.EMPTY,
          GapTally.EMPTY,
          ReadTally.EMPTY,
          ReadTally.EMPTY,
          0,
          0,
          null);

  /** Of the stored form. */
  private static final int VERSION = 1;

  private static final int LENGTH =
      1 + 3 * GapTally.BYTES + 2 * ReadTally.BYTES + 2 * Long.BYTES + 1;

  /** The prefix comes at {@code now}. */
  ReuseRecord afterSight(long now) {
    GapTally tally = seen == 0 ? sights : sights.afterReturn(Math.max(0, now - seen));
    return new ReuseRecord(
        tally.afterSending(), openings, turns, reads, longReads, now, written, life);
  }

  /** A conversation's first request goes out, or a later one. */
  ReuseRecord afterSending(boolean isOpening) {
    return isOpening ? add(openings.afterSending(), turns) : add(openings, turns.afterSending());
  }

  /** A conversation went on, {@code gapMillis} after its first request or a later one. */
  ReuseRecord afterReturn(boolean isOpening, long gapMillis) {
    return isOpening
        ? add(openings.afterReturn(gapMillis), turns)
        : add(openings, turns.afterReturn(gapMillis));
  }

  private ReuseRecord add(GapTally first, GapTally later) {
    return new ReuseRecord(sights, first, later, reads, longReads, seen, written, life);
  }

  /** The prefix was marked at {@code now}. */
  ReuseRecord afterWriting(long now, CacheLifetime lifetime) {
    return withWriting(now, lifetime);
  }

  ReuseRecord withWriting(long time, @Nullable CacheLifetime lifetime) {
    return new ReuseRecord(sights, openings, turns, reads, longReads, seen, time, lifetime);
  }

  /** The provider read what it should have had, or did not. */
  ReuseRecord afterReading(boolean isLong, boolean isFound) {
    return new ReuseRecord(
        sights,
        openings,
        turns,
        isLong ? reads : reads.update(isFound),
        isLong ? longReads.update(isFound) : longReads,
        seen,
        isFound ? written : 0,
        isFound ? life : null);
  }

  /** The life for which the prefix is in the cache at {@code now}; null where it is not. */
  @Nullable CacheLifetime lifeAt(long now) {
    CacheLifetime lifetime = life;
    return lifetime != null && written != 0 && now - written < lifetime.duration().toMillis()
        ? lifetime
        : null;
  }

  /** The chances, by how far the provider was seen to keep what it was given. */
  ReturnChances kept(ReturnChances chances) {
    int soon = reads.scale(chances.soon());
    int later = longReads.scale(reads.scale(Math.max(0, chances.hour() - chances.soon())));
    return new ReturnChances(soon, soon + later, Math.max(chances.ever(), soon + later));
  }

  /** The stored form. */
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH).put((byte) VERSION);
    sights.write(out);
    openings.write(out);
    turns.write(out);
    reads.write(out);
    longReads.write(out);
    out.putLong(seen).putLong(written).put(CacheLifetime.code(life));
    return out.array();
  }

  /** Reads the stored form; empty where it is another version's, or broken. */
  public static ReuseRecord of(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length != LENGTH || bytes[0] != VERSION) {
      return EMPTY;
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
      return new ReuseRecord(
          GapTally.read(in),
          GapTally.read(in),
          GapTally.read(in),
          ReadTally.read(in),
          ReadTally.read(in),
          in.getLong(),
          in.getLong(),
          CacheLifetime.of(in.get()));
    } catch (IllegalArgumentException e) {
      return EMPTY;
    }
  }
}
