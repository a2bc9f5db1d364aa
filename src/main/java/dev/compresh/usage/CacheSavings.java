package dev.compresh.usage;

/**
 * The savings of providers' caches over some requests, apart from what compression did. Units are
 * hundredths of a fresh input token, micros micro-USD.
 *
 * @param marked requests in which Compresh set breakpoints
 * @param markedUnits what those came to, writes and reads together; below zero where more was
 *     written than read
 * @param markedMicros the same in money
 * @param writeUnits what was paid in them for writes, beyond fresh input
 * @param writeMicros the same in money
 * @param unreadTokens tokens written in them that no later request read within an hour
 * @param ownUnits what the cache came to where clients marked it themselves, or the provider caches
 *     without being asked; never claimed
 * @param ownMicros the same in money
 */
public record CacheSavings(
    long marked,
    long markedUnits,
    long markedMicros,
    long writeUnits,
    long writeMicros,
    long unreadTokens,
    long ownUnits,
    long ownMicros) {

  /** Returns the sums of both. */
  CacheSavings plus(CacheSavings more) {
    return new CacheSavings(
        marked + more.marked,
        markedUnits + more.markedUnits,
        markedMicros + more.markedMicros,
        writeUnits + more.writeUnits,
        writeMicros + more.writeMicros,
        unreadTokens + more.unreadTokens,
        ownUnits + more.ownUnits,
        ownMicros + more.ownMicros);
  }
}
