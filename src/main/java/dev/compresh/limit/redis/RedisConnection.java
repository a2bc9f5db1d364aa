package dev.compresh.limit.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs scripts on the server, over one connection. Blocks its caller for a bounded time only. */
final class RedisConnection implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Commands that may wait for an answer. */
  private static final int QUEUE = 10_000;

  private final RedisClient client;
  private volatile @Nullable StatefulRedisConnection<String, String> open;

  /**
   * @throws IllegalArgumentException where the address is not valid
   */
  RedisConnection(String url) {
    RedisURI address = RedisURI.create(url);
    address.setTimeout(CONNECT);
    address.setClientName("compresh");
    this.client = RedisClient.create(address);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .protocolVersion(ProtocolVersion.RESP2)
            .requestQueueSize(QUEUE)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
            .build());
  }

  /**
   * Connects, where there is no connection. Blocks for as long as that takes.
   *
   * @throws RedisFault where the server can't be reached
   */
  void connect() {
    StatefulRedisConnection<String, String> known = open;
    if (known != null && known.isOpen()) {
      return;
    }
    disconnect();
    try {
      open = client.connect();
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new RedisFault(String.valueOf(cause.getMessage()));
    }
  }

  /** Gives up the connection, so that the next one is made from the start. */
  void disconnect() {
    StatefulRedisConnection<String, String> known = open;
    open = null;
    if (known != null && known.isOpen()) {
      var _ = known.closeAsync();
    }
  }

  /**
   * Runs {@code script}, whose answer is {@code T}.
   *
   * @throws RedisFault where there is no answer within {@code most}
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows what its script answers
  <T> T run(RedisScript script, ScriptOutputType type, String key, Duration most, String... of) {
    StatefulRedisConnection<String, String> known = open;
    if (known == null) {
      throw new RedisFault("not connected");
    }
    long end = System.nanoTime() + most.toNanos();
    String[] keys = {key};
    try {
      return await(known.async().<T>evalsha(script.digest(), type, keys, of), end);
    } catch (RedisNoScriptException e) {
      return await(known.async().<T>eval(script.text(), type, keys, of), end);
    }
  }

  private static <T> T await(Future<T> answer, long end) {
    try {
      T value = answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (value == null) {
        throw new RedisFault("no answer");
      }
      return value;
    } catch (TimeoutException e) {
      answer.cancel(false);
      throw new RedisFault("no answer in time");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RedisNoScriptException unknown) {
        throw unknown;
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new RedisFault(String.valueOf(cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisFault("interrupted");
    } catch (RuntimeException e) {
      throw new RedisFault(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    open = null;
    client.shutdownAsync(0, CONNECT.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** The answer of a script that returns numbers. */
  static long[] numbers(List<?> answer, int least) {
    long[] numbers = new long[answer.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(answer.get(i) instanceof Number number)) {
        throw new RedisFault("the answer is not a number");
      }
      numbers[i] = number.longValue();
    }
    if (numbers.length < least) {
      throw new RedisFault("the answer is too short");
    }
    return numbers;
  }
}
