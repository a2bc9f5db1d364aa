package dev.compresh.gateway;

import dev.compresh.proxy.AttemptResult;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.ProviderAttempt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Attempts that do as a test says, and what they were asked and given. */
final class ScriptedAttempts implements AttemptSequence {
  final List<AttemptResult> results = new CopyOnWriteArrayList<>();
  final List<Integer> recorded = new CopyOnWriteArrayList<>();

  /** Statuses whose bodies are inspected. */
  volatile IntPredicate inspects = status -> false;

  /** The next attempt, null for none. */
  volatile BiFunction<ProviderAttempt, AttemptResult, @Nullable ProviderAttempt> next =
      (providerAttempt, result) -> null;

  volatile IntFunction<CompletionStage<?>> recording =
      status -> CompletableFuture.completedStage(null);

  private volatile @Nullable ProviderAttempt first;

  /** Begins with {@code attempt}. */
  AttemptSequence from(ProviderAttempt providerAttempt) {
    first = providerAttempt;
    return this;
  }

  /** The first attempt with another body, for a second one. */
  ProviderAttempt again(String body) {
    ProviderAttempt sent = first();
    return new ProviderAttempt(
        sent.candidate(),
        sent.target(),
        sent.method(),
        sent.path(),
        sent.headers(),
        body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        null,
        sent.stripUsage(),
        sent.limits());
  }

  @Override
  public ProviderAttempt first() {
    return java.util.Objects.requireNonNull(first);
  }

  @Override
  public boolean inspectsBody(ProviderAttempt providerAttempt, int status) {
    return inspects.test(status);
  }

  @Override
  public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
    results.add(result);
    ProviderAttempt other = next.apply(providerAttempt, result);
    return other == null ? null : new NextAttempt(other, Duration.ZERO);
  }

  @Override
  public CompletionStage<?> recorded(ProviderAttempt providerAttempt, int status) {
    recorded.add(status);
    return recording.apply(status);
  }
}
