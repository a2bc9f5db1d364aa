package dev.compresh.observe.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decides which trace a request belongs to and whether it is recorded. Ids are derived from the
 * request's own id, so that everyone who asks about a request gets the same answer and nothing has
 * to be kept for it. The caller's decision counts where it names a trace. Thread-safe.
 */
public final class TraceSampler {
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;
  private static final int SECRET_BYTES = 16;
  private static final double ALL = 100;

  /** Tells this process's ids from those of another one. */
  private final byte[] secret = new byte[SECRET_BYTES];

  private final double share;

  /**
   * @param percent of the traces that begin here to record, 0 to 100
   */
  public TraceSampler(int percent) {
    new SecureRandom().nextBytes(secret);
    this.share = percent / ALL;
  }

  /**
   * Returns the place of a request; always the same one for the same request.
   *
   * @param requestId an id that no other request has
   * @param header the request's {@code traceparent}, null where it has none
   */
  public TraceIdentity identify(String requestId, @Nullable String header) {
    byte[] digest = digest(requestId);
    HexFormat hex = HexFormat.of();
    String spanId = hex.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES);
    TraceParent parent = TraceParent.parse(header);
    if (parent != null) {
      boolean isSampled = parent.isSampled() && share > 0;
      return new TraceIdentity(parent.traceId(), spanId, parent.spanId(), isSampled);
    }
    return new TraceIdentity(
        hex.formatHex(digest, 0, TRACE_BYTES), spanId, null, isIncluded(digest));
  }

  /** Returns the id of the span number {@code number} below the request's own. */
  public String childSpan(String requestId, int number) {
    return HexFormat.of().formatHex(digest(requestId + ' ' + number), 0, SPAN_BYTES);
  }

  private boolean isIncluded(byte[] digest) {
    long value = ByteBuffer.wrap(digest, SPAN_BYTES, SPAN_BYTES).getLong() >>> 1;
    return share >= 1 || value < (long) (share * Long.MAX_VALUE);
  }

  private byte[] digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(secret);
      return sha.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
