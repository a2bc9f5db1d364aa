package dev.compresh.usage;

import java.time.Instant;
import java.util.Map;

/**
 * One request of a session, as it ended; figures in tokens.
 *
 * @param model as the client named it
 * @param status the status that the client saw
 * @param input fresh input, by the provider's figures
 * @param savedByLayer tokens saved by each layer that saved any
 */
public record SessionRequest(
    Instant time,
    String model,
    int status,
    long original,
    long forwarded,
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    Map<String, Long> savedByLayer) {

  public long saved() {
    return original - forwarded;
  }
}
