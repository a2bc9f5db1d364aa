package dev.compresh.usage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Identifies what a row of sums is for: a level and the values of its dimensions; those that the
 * level does not have are empty.
 */
record RollupSeries(
    RollupLevel level,
    String orgId,
    String userId,
    String keyId,
    String model,
    String provider,
    String mode,
    boolean heldOut,
    String status,
    int depth,
    String tag) {

  /**
   * The series of an event.
   *
   * @param model and {@code provider}, {@code tag}: as bounded by {@link RollupNames}
   */
  static RollupSeries of(
      RollupLevel level, UsageEvent event, String model, String provider, String tag) {
    boolean keyed = level.has(RollupAxis.KEY);
    boolean detailed = level.has(RollupAxis.MODEL);
    return new RollupSeries(
        level,
        event.caller().orgId(),
        keyed ? event.caller().userId() : "",
        keyed ? event.caller().keyId() : "",
        detailed ? model : "",
        detailed ? provider : "",
        detailed ? event.call().mode() : "",
        detailed && event.accounting().heldOut(),
        detailed ? StatusClass.of(event).label() : "",
        level.has(RollupAxis.DEPTH) ? DepthClass.classify(event.detail().turn()) : 0,
        level.has(RollupAxis.TAG) ? tag : "");
  }

  /**
   * Returns the series' number: the first eight bytes of a hash, the same in every installation, so
   * that instances need not agree on numbers.
   */
  long id() {
    String text =
        String.join(
            "\n",
            Integer.toString(level.number()),
            orgId,
            userId,
            keyId,
            model.replace('\n', ' '),
            provider,
            mode,
            heldOut ? "1" : "0",
            status,
            Integer.toString(depth),
            tag);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Object[] row(long id, long firstDay, long lastDay) {
    return new Object[] {
      id,
      level.number(),
      orgId,
      userId,
      keyId,
      model,
      provider,
      mode,
      heldOut ? 1 : 0,
      status,
      depth,
      tag,
      firstDay,
      lastDay
    };
  }
}
