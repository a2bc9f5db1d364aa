package dev.compresh.observe.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span that is over.
 *
 * @param parent the span above it; null for none
 * @param startNanos of the epoch
 * @param hasFailed whether what it represents went wrong
 */
public record RecordedSpan(
    String name,
    SpanKind kind,
    String traceId,
    String spanId,
    @Nullable String parent,
    long startNanos,
    long endNanos,
    Attributes attributes,
    boolean hasFailed) {
  private static final int LONGEST_NAME = 200;

  public RecordedSpan {
    name = bounded(name);
    endNanos = Math.max(startNanos, endNanos);
  }

  /** Returns {@code text}, cut where it is too long: models and sessions are named by clients. */
  public static String bounded(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  /** Returns the time of the epoch, in nanoseconds, that {@code nanoTime} was read at. */
  public static long epochNanos(long nanoTime) {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond())
        + now.getNano()
        - (System.nanoTime() - nanoTime);
  }
}
