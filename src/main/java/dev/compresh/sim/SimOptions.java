package dev.compresh.sim;

import dev.compresh.token.Encodings;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToIntFunction;

/**
 * How the simulated provider runs.
 *
 * @param host the address it listens on
 * @param tokenizer tokens of a text
 * @param clock what the prompt cache's life times and {@code created} go by
 * @param cacheLife life of a cached prefix that no request set itself
 * @param faultsByHeader whether a request may ask for a fault by {@code x-sim-fault}
 * @param requireKey whether a request without a key is refused
 * @param recordBytes bytes of requests kept for tests, 0 for none
 * @param maxBody bytes of a request body above which it is refused
 */
public record SimOptions(
    InetAddress host,
    ToIntFunction<String> tokenizer,
    InstantSource clock,
    Duration cacheLife,
    boolean faultsByHeader,
    boolean requireKey,
    long recordBytes,
    int maxBody) {

  private static final int MAX_BODY = 128 << 20;
  private static final Duration CACHE_LIFE = Duration.ofMinutes(5);

  /** For the main program: no faults, nothing recorded. */
  public static SimOptions quiet() {
    Encodings encodings = new Encodings();
    return new SimOptions(
        InetAddress.getLoopbackAddress(),
        text -> encodings.o200k().count(text),
        InstantSource.system(),
        CACHE_LIFE,
        false,
        false,
        0,
        MAX_BODY);
  }

  /** For tests: faults may be asked for, the last 256 MB of requests are kept. */
  public static SimOptions forTests() {
    SimOptions quiet = quiet();
    return new SimOptions(
        quiet.host, quiet.tokenizer, quiet.clock, CACHE_LIFE, true, false, 256L << 20, MAX_BODY);
  }

  public SimOptions withTokenizer(ToIntFunction<String> value) {
    return new SimOptions(
        host, value, clock, cacheLife, faultsByHeader, requireKey, recordBytes, maxBody);
  }

  public SimOptions withClock(InstantSource value) {
    return new SimOptions(
        host, tokenizer, value, cacheLife, faultsByHeader, requireKey, recordBytes, maxBody);
  }

  public SimOptions withHost(InetAddress value) {
    return new SimOptions(
        value, tokenizer, clock, cacheLife, faultsByHeader, requireKey, recordBytes, maxBody);
  }

  public SimOptions withRequiredKey() {
    return new SimOptions(
        host, tokenizer, clock, cacheLife, faultsByHeader, true, recordBytes, maxBody);
  }

  public SimOptions withRecordBytes(long value) {
    return new SimOptions(
        host, tokenizer, clock, cacheLife, faultsByHeader, requireKey, value, maxBody);
  }
}
