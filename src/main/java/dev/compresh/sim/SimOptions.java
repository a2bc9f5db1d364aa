package dev.compresh.sim;

import dev.compresh.token.ExactTokenizers;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToIntFunction;

/**
 * The options of the simulated provider.
 *
 * @param host the address it listens on
 * @param tokenizer tokens of a text
 * @param clock what the prompt cache's life times and {@code created} go by
 * @param cacheLife life of a cached prefix that no request set itself
 * @param faultsByHeader whether a request may ask for a fault by {@code x-sim-fault}
 * @param requireKey whether a request without a key is refused
 * @param recordBytes bytes of requests kept for tests, 0 for none
 * @param prefixEnforcement whether thinking bound to another conversation is refused by default
 * @param firstByte how long an answer takes to begin, by the clock: what a request writes to the
 *     prompt cache can be read from then on. Nothing waits for it
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
    PrefixEnforcement prefixEnforcement,
    Duration firstByte,
    int maxBody) {

  private static final long TEST_RECORD = 256L << 20;
  private static final int MAX_BODY = 128 << 20;
  private static final Duration CACHE_LIFE = Duration.ofMinutes(5);

  /** For the main program: no faults, nothing recorded. */
  public static SimOptions quiet() {
    ExactTokenizers exactTokenizers = new ExactTokenizers();
    return new SimOptions(
        InetAddress.getLoopbackAddress(),
        text -> exactTokenizers.o200k().count(text),
        InstantSource.system(),
        CACHE_LIFE,
        false,
        false,
        0,
        PrefixEnforcement.ENFORCING,
        Duration.ZERO,
        MAX_BODY);
  }

  /** For tests: faults may be asked for, the last 256 MB of requests are kept. */
  public static SimOptions forTests() {
    SimOptionsBuilder options = new SimOptionsBuilder(quiet());
    options.faultsByHeader = true;
    options.recordBytes = TEST_RECORD;
    return options.build();
  }

  public SimOptions withTokenizer(ToIntFunction<String> value) {
    SimOptionsBuilder options = new SimOptionsBuilder(this);
    options.tokenizer = value;
    return options.build();
  }

  public SimOptions withClock(InstantSource value) {
    SimOptionsBuilder options = new SimOptionsBuilder(this);
    options.clock = value;
    return options.build();
  }

  public SimOptions withHost(InetAddress value) {
    SimOptionsBuilder options = new SimOptionsBuilder(this);
    options.host = value;
    return options.build();
  }

  public SimOptions withRequiredKey() {
    SimOptionsBuilder options = new SimOptionsBuilder(this);
    options.requireKey = true;
    return options.build();
  }

  public SimOptions withRecordBytes(long value) {
    SimOptionsBuilder options = new SimOptionsBuilder(this);
    options.recordBytes = value;
    return options.build();
  }

  public SimOptions withPrefixEnforcement(PrefixEnforcement value) {
    SimOptionsBuilder options = new SimOptionsBuilder(this);
    options.prefixEnforcement = value;
    return options.build();
  }

  public SimOptions withFirstByte(Duration value) {
    SimOptionsBuilder options = new SimOptionsBuilder(this);
    options.firstByte = value;
    return options.build();
  }

  /** Options while some of them are being changed. */
  private static final class SimOptionsBuilder {
    private InetAddress host;
    private ToIntFunction<String> tokenizer;
    private InstantSource clock;
    private boolean faultsByHeader;
    private boolean requireKey;
    private long recordBytes;
    private PrefixEnforcement prefixEnforcement;
    private Duration firstByte;
    private final Duration cacheLife;
    private final int maxBody;

    SimOptionsBuilder(SimOptions from) {
      host = from.host;
      tokenizer = from.tokenizer;
      clock = from.clock;
      cacheLife = from.cacheLife;
      faultsByHeader = from.faultsByHeader;
      requireKey = from.requireKey;
      recordBytes = from.recordBytes;
      prefixEnforcement = from.prefixEnforcement;
      firstByte = from.firstByte;
      maxBody = from.maxBody;
    }

    SimOptions build() {
      return new SimOptions(
          host,
          tokenizer,
          clock,
          cacheLife,
          faultsByHeader,
          requireKey,
          recordBytes,
          prefixEnforcement,
          firstByte,
          maxBody);
    }
  }
}
