package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.FallbackConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A conversation's own provider is asked first, unless it cools down. */
class HealthPreferenceTest {
  private static final FallbackConfig CONFIG = FallbackConfig.DEFAULT;

  private final AtomicLong now = new AtomicLong(1_000_000_000L);
  private final ProviderHealth providerHealth = new ProviderHealth(now::get);
  private final Candidate a = candidate("a", "m");
  private final Candidate b = candidate("b", "m");
  private final Candidate c = candidate("c", "m");
  private final List<Candidate> all = List.of(a, b, c);

  private static Candidate candidate(String name, String model) {
    return new Candidate(
        ProviderFixtures.of(name, "openai", "https://" + name + ".example"),
        model,
        name.charAt(0),
        1);
  }

  private List<Candidate> preferring(String name) {
    return providerHealth.preferring(providerHealth.ordered(all, "s"), name);
  }

  @Test
  void itIsFirst_andTheOthersKeepTheirOrder() {
    assertThat(preferring("a")).containsExactly(a, b, c);
    assertThat(preferring("b")).containsExactly(b, a, c);
    assertThat(preferring("c")).containsExactly(c, a, b);
  }

  @Test
  void oneThatServesTheModelNoMore_changesNothing() {
    assertThat(preferring("gone")).containsExactly(a, b, c);
    assertThat(providerHealth.preferring(List.of(), "a")).isEmpty();
    assertThat(providerHealth.preferring(List.of(a), "b")).containsExactly(a);
  }

  @Test
  void whileItCoolsDown_itIsLast() {
    providerHealth.refused(c, Duration.ofMinutes(1), CONFIG);
    assertThat(preferring("c")).containsExactly(a, b, c);
    providerHealth.refused(a, Duration.ofMinutes(1), CONFIG);
    assertThat(preferring("a").getFirst()).isEqualTo(b);
  }

  @Test
  void anAnswer_bringsItBack() {
    providerHealth.refused(c, Duration.ofMinutes(1), CONFIG);
    providerHealth.succeeded(c);
    assertThat(preferring("c")).containsExactly(c, a, b);
  }

  @Test
  void afterItsTime_itIsAskedAgain() {
    providerHealth.refused(c, Duration.ofMinutes(1), CONFIG);
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(preferring("c").getFirst()).isEqualTo(c);
  }

  @Test
  void ofSeveralModels_theFirstThatDoesNotCoolDown() {
    Candidate other = candidate("c", "n");
    List<Candidate> two = List.of(a, c, other);
    assertThat(providerHealth.preferring(two, "c")).containsExactly(c, a, other);
    providerHealth.refused(c, Duration.ofMinutes(1), CONFIG);
    assertThat(providerHealth.preferring(two, "c")).containsExactly(other, a, c);
  }

  /** What a probe is tried with stays first where it is the conversation's own. */
  @Test
  void aProbe_isNotTakenFromItsConversation() {
    providerHealth.refused(a, Duration.ofMinutes(1), CONFIG);
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(preferring("a")).containsExactly(a, b, c);
  }
}
