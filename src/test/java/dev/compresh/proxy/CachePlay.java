package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.compression.LayerFactory;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.Secret;
import dev.compresh.dialect.Usage;
import dev.compresh.sim.SimOptions;
import dev.compresh.sim.SimProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A pipeline before the simulated provider, both by one clock that is played fast: what goes out,
 * what the provider's cache does with it, and what that costs.
 */
public final class CachePlay implements AutoCloseable {
  private static final String MESSAGES = "/v1/messages";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Instant now = Instant.parse("2026-11-02T08:00:00Z");
  private final InstantSource clock = () -> now;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimProvider provider;
  private final PipelineFixture.PipelineSetup pipelineSetup;
  private PipelineFixture pipelineFixture;
  private Path folder;

  /** One request: what went out, and what the provider reported. */
  public record Played(byte[] sent, Usage usage) {
    /** As text. */
    public String text() {
      return new String(sent, UTF_8);
    }

    /** How many breakpoints went out. */
    public int marks() {
      return text().split("\"cache_control\"", -1).length - 1;
    }
  }

  private CachePlay(
      Path folder, String cache, String mode, LayerFactory layerFactory, SimOptions options) {
    try {
      provider = SimProvider.start(0, options.withClock(clock).withRecordBytes(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.pipelineSetup =
        PipelineFixture.PipelineSetup.plain()
            .layers(layerFactory)
            .cache(cache)
            .mode(mode)
            .objective("auto")
            .clock(clock)
            .rate(0)
            .largest(64 << 20)
            .providers(
                ProviderConfig.of("anthropic", "anthropic", null, new Secret("sk-ant")),
                ProviderConfig.of(
                    "openai", "openai", URI.create("https://api.openai.com/v1"), new Secret("sk")));
    this.folder = folder;
    this.pipelineFixture = pipelineSetup.in(folder);
  }

  /** A play without compression. */
  public static CachePlay plain(Path folder, String cache) {
    return new CachePlay(
        folder, cache, "lossless", compressionPolicy -> java.util.List.of(), SimOptions.forTests());
  }

  /** A play with all layers. */
  public static CachePlay compressing(Path folder, String cache, String mode) {
    return new CachePlay(folder, cache, mode, ThinkingAgent.LAYERS, SimOptions.forTests());
  }

  /** A play whose provider counts tokens in another way. */
  public static CachePlay counting(
      Path folder, String cache, String mode, ToIntFunction<String> tokenizer) {
    return new CachePlay(
        folder, cache, mode, ThinkingAgent.LAYERS, SimOptions.forTests().withTokenizer(tokenizer));
  }

  /** Time passes. */
  public CachePlay pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** The program is started again, over the same store. */
  public void restart() {
    settled();
    pipelineFixture.close();
    pipelineFixture = pipelineSetup.in(folder);
  }

  PipelineFixture fixture() {
    return pipelineFixture;
  }

  /** Sends a Messages body, and lets the provider answer it. */
  public Played send(String body, String... headers) {
    ForwardRequest forwardRequest = pipelineFixture.forwarded(MESSAGES, body, headers);
    byte[] sent = forwardRequest.attempts().first().body();
    Usage usage = usage(ask(sent).path("usage"));
    forwardRequest.settlement().settle(delivered(200, usage));
    settled();
    return new Played(sent, usage);
  }

  /**
   * Sends a body so soon after the one before it that nothing that one writes can be read: its
   * answer begins in two seconds.
   */
  Played sendAtOnce(String body, Duration later) {
    ForwardRequest forwardRequest = pipelineFixture.forwarded(MESSAGES, body);
    byte[] sent = forwardRequest.attempts().first().body();
    Usage told = usage(ask(sent).path("usage"));
    Usage usage =
        new Usage(told.input(), 0, told.cacheWrite5m() + told.cacheRead(), 0, told.output(), 0);
    forwardRequest.settlement().settle(delivered(200, usage));
    settled();
    now = now.plus(later);
    return new Played(sent, usage);
  }

  /** Sends a Chat Completions body. */
  Played chat(String body, String... headers) {
    ForwardRequest forwardRequest = pipelineFixture.forwarded(PipelineFixture.CHAT, body, headers);
    byte[] sent = forwardRequest.attempts().first().body();
    JsonNode told = ask(PipelineFixture.CHAT, sent).path("usage");
    long read = told.path("prompt_tokens_details").path("cached_tokens").asLong();
    long written = told.path("prompt_tokens_details").path("cache_write_tokens").asLong();
    long fresh = told.path("prompt_tokens").asLong() - read - written;
    Usage usage = new Usage(fresh, read, written, 0, told.path("completion_tokens").asLong(), 0);
    forwardRequest.settlement().settle(delivered(200, usage));
    settled();
    return new Played(sent, usage);
  }

  /** Sends a body that the provider fails to answer. */
  byte[] fail(String body, String... headers) {
    ForwardRequest forwardRequest = pipelineFixture.forwarded(MESSAGES, body, headers);
    forwardRequest.settlement().settle(delivered(529, null));
    settled();
    return forwardRequest.attempts().first().body();
  }

  private static AnswerDelivery delivered(
      int status, @org.jspecify.annotations.Nullable Usage usage) {
    return new AnswerDelivery(
        AnswerDelivery.DeliveryEnding.COMPLETE,
        status,
        usage,
        0,
        100,
        2_000_000_000,
        5_000_000_000L,
        0,
        1);
  }

  /** Waits until all that is learned in the background is learned. */
  private void settled() {
    CountDownLatch done = new CountDownLatch(1);
    if (pipelineFixture.background.offer(0, done::countDown)) {
      try {
        done.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The provider's answer; anything but a 200 is a fault of the body. */
  JsonNode ask(byte[] body) {
    return ask(MESSAGES, body);
  }

  private JsonNode ask(String path, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(provider.url() + path))
            .header("content-type", "application/json")
            .header("x-api-key", "sk-ant")
            .header("authorization", "Bearer sk-openai")
            .header("anthropic-version", "2023-06-01")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(new String(answer.body(), UTF_8));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Usage usage(JsonNode usage) {
    JsonNode writes = usage.path("cache_creation");
    return new Usage(
        usage.path("input_tokens").asLong(),
        usage.path("cache_read_input_tokens").asLong(0),
        writes.path("ephemeral_5m_input_tokens").asLong(0),
        writes.path("ephemeral_1h_input_tokens").asLong(0),
        usage.path("output_tokens").asLong(),
        0);
  }

  @Override
  public void close() {
    pipelineFixture.close();
    provider.close();
  }
}
