package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.await.EventualAssertion;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.Secret;
import dev.compresh.dialect.Usage;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Several pipelines on one store, before a provider whose cache keeps a prefix for five minutes.
 */
final class InstanceFleet implements AutoCloseable {
  private static final String MESSAGES = "/v1/messages";
  private static final Duration CACHED = Duration.ofMinutes(5);
  private static final int BYTES_PER_TOKEN = 4;

  private Instant now = Instant.parse("2026-11-02T08:00:00Z");
  private final Path folder;
  private final PipelineFixture.PipelineSetup setup;
  private final List<PipelineFixture> instances = new ArrayList<>();
  private byte[] cached = new byte[0];
  private Instant cachedAt = Instant.EPOCH;

  InstanceFleet(Path folder, int count) {
    this.folder = folder;
    this.setup =
        PipelineFixture.PipelineSetup.plain()
            .layers(ThinkingAgent.LAYERS)
            .mode("balanced")
            .objective("auto")
            .clock(() -> now)
            .rate(0)
            .largest(64 << 20)
            .sent(new MemorySentLedger(() -> now, SentLimits.DEFAULT))
            .providers(ProviderConfig.of("anthropic", "anthropic", null, new Secret("sk-ant")));
    for (int i = 0; i < count; i++) {
      instances.add(setup.in(folder));
    }
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /**
   * Sends a body through one instance, and lets the provider answer; what was forwarded.
   *
   * @param isMissed whether the provider's cache has lost what it held
   */
  String send(int instance, String body, boolean isMissed) throws Exception {
    PipelineFixture fixture = instances.get(instance);
    ForwardRequest forwarded = fixture.forwarded(MESSAGES, body);
    byte[] sent = forwarded.attempts().first().body();
    forwarded.settlement().settle(answered(200, answer(sent, isMissed)));
    CountDownLatch learned = new CountDownLatch(1);
    if (fixture.background.offer(0, learned::countDown)) {
      learned.await();
    }
    awaitStored(fixture);
    return new String(sent, UTF_8);
  }

  /** Forwards a body that the provider never answers. */
  String sendUnanswered(int instance, String body) {
    ForwardRequest forwarded = instances.get(instance).forwarded(MESSAGES, body);
    return new String(forwarded.attempts().first().body(), UTF_8);
  }

  /** Ends an instance that writes nothing more, and starts another one. */
  void kill(int instance) {
    PipelineFixture killed = instances.get(instance);
    killed.database.close();
    try {
      killed.close();
    } catch (RuntimeException e) {
      // It finds no store to write to.
    }
    instances.set(instance, setup.in(folder));
  }

  private Usage answer(byte[] sent, boolean isMissed) {
    boolean isWarm = !isMissed && Duration.between(cachedAt, now).compareTo(CACHED) < 0;
    int mismatch = Arrays.mismatch(cached, sent);
    int shared = mismatch < 0 ? sent.length : mismatch;
    long read = isWarm ? shared / BYTES_PER_TOKEN : 0;
    cached = sent;
    cachedAt = now;
    return new Usage(10, read, sent.length / BYTES_PER_TOKEN - read, 0, 50, 0);
  }

  private static AnswerDelivery answered(int status, @Nullable Usage usage) {
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

  /** Waits until other instances can see what was sent. */
  private void awaitStored(PipelineFixture fixture) throws Exception {
    long expected = now.toEpochMilli();
    EventualAssertion.is(
        () ->
            fixture.database.read(
                handle ->
                    handle
                        .createQuery(
                            "SELECT COUNT(*) FROM session_state"
                                + " WHERE id LIKE '%#sent' AND changed_at >= ?")
                        .bind(0, expected)
                        .map((row, _) -> row.getInt(1) == 1)
                        .one()));
  }

  /** Messages at which the provider's cache was found cold. */
  int decisions() {
    return instances
        .getFirst()
        .database
        .read(
            handle ->
                handle
                    .createQuery("SELECT COUNT(*) FROM session_state WHERE id LIKE '%#anchors'")
                    .map((row, _) -> row.getInt(1))
                    .one());
  }

  @Override
  public void close() {
    instances.forEach(PipelineFixture::close);
  }
}
