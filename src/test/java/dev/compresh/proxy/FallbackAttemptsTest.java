package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.FallbackConfig;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.Secret;
import dev.compresh.http.Headers;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.proxy.AttemptSequence.NextAttempt;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When another provider is asked, and when the failure is the answer. */
class FallbackAttemptsTest {
  private static final AttemptResult REFUSED = new AttemptResult.AttemptFailed(false, false);
  private static final AttemptResult NO_CONNECTION_IN_TIME =
      new AttemptResult.AttemptFailed(false, true);
  private static final AttemptResult SILENT = new AttemptResult.AttemptFailed(true, true);
  private static final AttemptResult CLOSED = new AttemptResult.AttemptFailed(true, false);

  private final ProviderHealth providerHealth = new ProviderHealth();
  private final Metrics metrics = new Metrics();

  private static AttemptResult answered(int status, String... headers) {
    return new AttemptResult.AttemptAnswered(status, Headers.of(headers));
  }

  private static List<Candidate> candidates(int count) {
    List<Candidate> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ProviderConfig config =
          ProviderConfig.of(
              "p" + i, "openai", URI.create("https://p" + i + ".example/v1"), new Secret("k"));
      list.add(new Candidate(Provider.of(config, URI.create("http://sim")), "m", i, 1));
    }
    return list;
  }

  private FallbackAttempts fallback(int count, FallbackConfig config) {
    List<Candidate> candidates = candidates(count);
    return new FallbackAttempts(
        candidates,
        place ->
            new ProviderAttempt(
                place,
                ProviderTarget.of(candidates.get(place).provider()),
                "POST",
                "/",
                Headers.NONE,
                new byte[0],
                null,
                false,
                new TimeLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO)),
        new FallbackAttempts.FallbackParts(providerHealth, config, metrics));
  }

  private static @Nullable NextAttempt after(
      FallbackAttempts fallbackAttempts, AttemptResult result) {
    return fallbackAttempts.next(fallbackAttempts.first(), result);
  }

  private static NextAttempt next(FallbackAttempts fallbackAttempts, AttemptResult result) {
    return Objects.requireNonNull(after(fallbackAttempts, result), "nothing is tried again");
  }

  private static FallbackConfig with(int tries, Duration time, boolean afterSending) {
    FallbackConfig base = FallbackConfig.DEFAULT;
    return new FallbackConfig(
        tries,
        time,
        base.patience(),
        afterSending,
        base.failures(),
        base.coolDown(),
        base.longestCoolDown());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504, 529})
  void aFailureOfTheProvider_leadsToTheNext(int status) {
    NextAttempt nextAttempt = next(fallback(2, FallbackConfig.DEFAULT), answered(status));
    assertThat(nextAttempt.attempt().candidate()).isEqualTo(1);
    assertThat(nextAttempt.pause()).isZero();
    assertThat(metrics.text())
        .contains("compresh_provider_retries_total{provider=\"p0\",reason=\"" + status + "\"} 1.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 301, 307, 400, 401, 403, 404, 413, 422, 501})
  void anyOtherAnswer_isTheClients(int status) {
    assertThat(after(fallback(2, FallbackConfig.DEFAULT), answered(status))).isNull();
  }

  @Test
  void whereNothingWasSent_theNextIsAsked() {
    assertThat(after(fallback(2, FallbackConfig.DEFAULT), REFUSED)).isNotNull();
    assertThat(after(fallback(2, FallbackConfig.DEFAULT), NO_CONNECTION_IN_TIME)).isNotNull();
  }

  @Test
  void whatWasSentAndNotAnswered_isSentAgainOnlyWhereTheOperatorSaysSo() {
    assertThat(after(fallback(2, FallbackConfig.DEFAULT), SILENT)).isNull();
    assertThat(after(fallback(2, FallbackConfig.DEFAULT), CLOSED)).isNull();
    FallbackConfig willing = with(4, Duration.ofMinutes(1), true);
    assertThat(after(fallback(2, willing), SILENT)).isNotNull();
    assertThat(after(fallback(2, willing), CLOSED)).isNotNull();
  }

  @Test
  void withOneCandidate_nothingIsTriedAgain() {
    FallbackAttempts one = fallback(1, FallbackConfig.DEFAULT);
    assertThat(after(one, answered(503))).isNull();
    assertThat(after(one, answered(429, "retry-after", "1"))).isNull();
    assertThat(after(one, REFUSED)).isNull();
  }

  @Test
  void aShortRetryAfter_isWaitedForOnce_thenTheNextIsAsked() {
    FallbackAttempts two = fallback(2, FallbackConfig.DEFAULT);
    AttemptResult busy = answered(429, "retry-after", "1");
    NextAttempt first = next(two, busy);
    assertThat(first.attempt().candidate()).isZero();
    assertThat(first.pause()).hasSeconds(1);
    NextAttempt second = Objects.requireNonNull(two.next(first.attempt(), busy));
    assertThat(second.attempt().candidate()).isEqualTo(1);
  }

  @Test
  void aLongRetryAfter_leadsToTheNextAndCoolsTheFirst() {
    FallbackAttempts two = fallback(2, FallbackConfig.DEFAULT);
    NextAttempt nextAttempt = next(two, answered(429, "retry-after", "60"));
    assertThat(nextAttempt.attempt().candidate()).isEqualTo(1);
    assertThat(providerHealth.ordered(candidates(2), "s").getFirst().provider().name())
        .isEqualTo("p1");
  }

  @Test
  void triesAreBounded() {
    FallbackAttempts many = fallback(10, with(3, Duration.ofMinutes(1), false));
    ProviderAttempt providerAttempt = many.first();
    int tries = 1;
    for (NextAttempt next = many.next(providerAttempt, REFUSED);
        next != null;
        next = many.next(next.attempt(), REFUSED)) {
      tries++;
    }
    assertThat(tries).isEqualTo(3);
  }

  @Test
  void timeIsBounded() {
    assertThat(after(fallback(3, with(9, Duration.ofNanos(1), false)), REFUSED)).isNull();
  }

  @Test
  void aRefusedKey_saysNothingOfHealth() {
    FallbackAttempts two = fallback(2, FallbackConfig.DEFAULT);
    for (int i = 0; i < 3; i++) {
      providerHealth.unreachable(candidates(1).getFirst(), FallbackConfig.DEFAULT);
    }
    after(two, answered(401));
    assertThat(providerHealth.state(candidates(1).getFirst().provider()).failures()).isEqualTo(3);
    after(two, answered(400));
    assertThat(providerHealth.state(candidates(1).getFirst().provider()).failures()).isZero();
  }
}
