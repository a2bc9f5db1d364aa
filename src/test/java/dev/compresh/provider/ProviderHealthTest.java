package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.FallbackConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who is asked first, and who is left alone for a time. */
class ProviderHealthTest {
  private static final FallbackConfig CONFIG = FallbackConfig.DEFAULT;

  private final AtomicLong now = new AtomicLong(1_000_000_000L);
  private final ProviderHealth providerHealth = new ProviderHealth(now::get);
  private final Candidate a = candidate("a", 0);
  private final Candidate b = candidate("b", 1);
  private final List<Candidate> both = List.of(a, b);

  private static Candidate candidate(String name, int order) {
    return new Candidate(
        ProviderFixtures.of(name, "openai", "https://" + name + ".example"), "m", order, 1);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private void fail(Candidate candidate, int times) {
    for (int i = 0; i < times; i++) {
      providerHealth.unreachable(candidate, CONFIG);
    }
  }

  private List<Candidate> ordered() {
    return providerHealth.ordered(both, "s");
  }

  @Test
  void healthyOnes_areAskedInTheOperatorsOrder() {
    assertThat(ordered()).containsExactly(a, b);
  }

  @Test
  void aFewFailures_changeNothing_andOneMoreCoolsDown() {
    fail(a, CONFIG.failures() - 1);
    assertThat(ordered()).containsExactly(a, b);
    fail(a, 1);
    assertThat(ordered()).containsExactly(b, a);
    assertThat(providerHealth.state(a.provider()).cooling()).isEqualTo(CONFIG.coolDown());
    assertThat(providerHealth.state(a.provider()).failures()).isEqualTo(CONFIG.failures());
    assertThat(providerHealth.state(b.provider()).failures()).isZero();
  }

  @Test
  void anAnswer_makesItHealthy() {
    fail(a, 5);
    providerHealth.succeeded(a);
    assertThat(ordered()).containsExactly(a, b);
    assertThat(providerHealth.state(a.provider()).failures()).isZero();
  }

  @Test
  void afterTheTime_oneRequestTriesIt_theOthersDoNot() {
    fail(a, 3);
    pass(CONFIG.coolDown().plusMillis(1));
    assertThat(ordered()).containsExactly(a, b);
    assertThat(ordered()).containsExactly(b, a);
    assertThat(ordered()).containsExactly(b, a);
  }

  @Test
  void aProbeThatCameToNothing_isTriedAgainByAnother() {
    fail(a, 3);
    pass(CONFIG.coolDown().plusMillis(1));
    assertThat(ordered()).containsExactly(a, b);
    pass(Duration.ofSeconds(3));
    assertThat(ordered()).containsExactly(a, b);
  }

  @Test
  void theTimeGrows_upToItsBound() {
    fail(a, 4);
    assertThat(providerHealth.state(a.provider()).cooling())
        .isEqualTo(CONFIG.coolDown().multipliedBy(2));
    fail(a, 100);
    assertThat(providerHealth.state(a.provider()).cooling()).isEqualTo(CONFIG.longestCoolDown());
  }

  @Test
  void retryAfter_coolsTheModelAtOnce_andNoOtherModel() {
    providerHealth.refused(a, Duration.ofSeconds(30), CONFIG);
    assertThat(ordered()).containsExactly(b, a);
    Candidate other = new Candidate(a.provider(), "other", 0, 1);
    assertThat(providerHealth.ordered(List.of(other, b), "s")).containsExactly(other, b);
  }

  @Test
  void anEndlessRetryAfter_isBounded() {
    providerHealth.refused(a, Duration.ofDays(300), CONFIG);
    assertThat(providerHealth.state(a.provider()).cooling())
        .isLessThanOrEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void whereAllCoolDown_theLeastBadIsAskedAllTheSame() {
    providerHealth.refused(a, Duration.ofSeconds(60), CONFIG);
    providerHealth.refused(b, Duration.ofSeconds(5), CONFIG);
    assertThat(ordered()).containsExactly(b, a);
  }

  @Test
  void namesOfClients_doNotFillTheMemory() {
    for (int i = 0; i < 20_000; i++) {
      providerHealth.refused(
          new Candidate(a.provider(), "m" + i, 0, 1), Duration.ofSeconds(60), CONFIG);
    }
    Candidate late = new Candidate(b.provider(), "late", 0, 1);
    providerHealth.refused(late, Duration.ofSeconds(60), CONFIG);
    assertThat(providerHealth.state(b.provider()).failures()).isZero();
  }
}
