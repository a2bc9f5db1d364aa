package dev.compresh.session.sent;

/**
 * Bounds of a ledger.
 *
 * @param memory bytes of all sessions in memory, roughly
 * @param entryBytes the largest entry
 * @param sessionBytes all entries of a session together, as far as this instance knows them
 * @param sessionEntries entries of a session, as far as this instance knows them
 * @param queueEntries entries that wait to be written, as when the store is down
 * @param queueBytes bytes of entries that wait to be written
 */
public record SentLimits(
    long memory,
    int entryBytes,
    long sessionBytes,
    int sessionEntries,
    int queueEntries,
    long queueBytes) {
  public static final SentLimits DEFAULT =
      new SentLimits(48 << 20, 5 << 20, 16 << 20, 20_000, 10_000, 32 << 20);

  /** The same within {@code bytes} of memory; what waits to be written takes as much at most. */
  public SentLimits boundedBy(long bytes) {
    return new SentLimits(
        Math.min(memory, bytes),
        entryBytes,
        sessionBytes,
        sessionEntries,
        queueEntries,
        Math.min(queueBytes, Math.max(entryBytes, bytes)));
  }
}
