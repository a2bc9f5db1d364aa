package dev.compresh.usage;

import java.time.Instant;
import java.util.Map;

/**
 * The figures of a mode for a request that was forwarded unchanged.
 *
 * @param id of the request; the same for all its modes
 * @param original input tokens as sent
 * @param optimized input tokens as the mode would have sent them
 * @param changedResults tool results that it would have changed
 * @param savedByLayer tokens that each layer would have saved
 */
public record ShadowFigure(
    String id,
    Instant time,
    UsageEvent.EventCaller caller,
    String model,
    String mode,
    long original,
    long optimized,
    long changedResults,
    Map<String, Long> savedByLayer) {
  public ShadowFigure {
    savedByLayer = Map.copyOf(savedByLayer);
  }
}
