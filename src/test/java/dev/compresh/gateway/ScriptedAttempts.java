package dev.compresh.gateway;

import dev.compresh.pipeline.Attempt;
import dev.compresh.pipeline.AttemptResult;
import dev.compresh.pipeline.Attempts;
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
final class ScriptedAttempts implements Attempts {
  final List<AttemptResult> results = new CopyOnWriteArrayList<>();
  final List<Integer> recorded = new CopyOnWriteArrayList<>();

  /** Statuses whose bodies are inspected. */
  volatile IntPredicate inspects = status -> false;

  /** The next attempt, null for none. */
  volatile BiFunction<Attempt, AttemptResult, @Nullable Attempt> next = (attempt, result) -> null;

  volatile IntFunction<CompletionStage<?>> recording =
      status -> CompletableFuture.completedStage(null);

  private volatile @Nullable Attempt first;

  /** Begins with {@code attempt}. */
  Attempts from(Attempt attempt) {
    first = attempt;
    return this;
  }

  /** The first attempt with another body, for a second one. */
  Attempt again(String body) {
    Attempt sent = first();
    return new Attempt(
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
  public Attempt first() {
    return java.util.Objects.requireNonNull(first);
  }

  @Override
  public boolean inspectsBody(Attempt attempt, int status) {
    return inspects.test(status);
  }

  @Override
  public @Nullable Retry after(Attempt attempt, AttemptResult result) {
    results.add(result);
    Attempt other = next.apply(attempt, result);
    return other == null ? null : new Retry(other, Duration.ZERO);
  }

  @Override
  public CompletionStage<?> recorded(Attempt attempt, int status) {
    recorded.add(status);
    return recording.apply(status);
  }
}
