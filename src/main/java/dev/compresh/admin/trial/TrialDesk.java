package dev.compresh.admin.trial;

import dev.compresh.admin.api.ApiException;
import dev.compresh.proxy.ApiError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The replays of all people, in memory alone: one runs at a time, the others wait; each is
 * forgotten after a while.
 */
final class TrialDesk {
  private static final Duration KEPT = Duration.ofMinutes(15);

  /** Of one person at once, running or waiting. */
  private static final int MOST_RUNNING = 2;

  /** Of one person, those included that are over. */
  private static final int MOST_KEPT = 4;

  private static final int MOST_PEOPLE = 100;

  private final TrialEngine engine;
  private final InstantSource clock;
  private final long mostHeld;
  private final TrialFiles.FileLimits limits;
  private final Executor worker;
  private final Map<String, ReplayTrial> trials = new LinkedHashMap<>();

  /**
   * @param heap bytes that the program may use, of which replays take a part
   */
  TrialDesk(TrialEngine engine, InstantSource clock, long heap) {
    this.engine = engine;
    this.clock = clock;
    this.mostHeld = Math.max(TrialRoutes.MOST_BYTES, heap / 8);
    long file = Math.clamp(heap / 16, 8L << 20, TrialRoutes.MOST_BYTES);
    this.limits = new TrialFiles.FileLimits(file, 512L << 20);
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("trial").daemon().factory());
    one.allowCoreThreadTimeOut(true);
    this.worker = one;
  }

  /** Begins a replay; its id. */
  synchronized String begin(String owner, String name, byte[] content) {
    sweep();
    List<ReplayTrial> own =
        trials.values().stream().filter(trial -> trial.owner().equals(owner)).toList();
    if (own.stream().filter(trial -> !trial.isOver()).count() >= MOST_RUNNING) {
      throw new ApiException(
          ApiError.of(
              429,
              "rate_limit_error",
              "too_many_replays",
              "Two replays of yours are running. Wait until one is done, or cancel one."));
    }
    long held = trials.values().stream().mapToLong(ReplayTrial::held).sum();
    if (held + content.length > mostHeld || trials.size() >= MOST_PEOPLE * MOST_KEPT) {
      throw new ApiException(
          ApiError.of(
              503, "proxy_error", "busy", "Other replays are running. Try again in a moment."));
    }
    if (own.size() >= MOST_KEPT) {
      own.stream()
          .filter(ReplayTrial::isOver)
          .min(Comparator.comparing(ReplayTrial::expiresAt))
          .ifPresent(oldest -> trials.values().remove(oldest));
    }
    ReplayTrial trial =
        new ReplayTrial(owner, engine, limits, name, content, clock.instant().plus(KEPT));
    String id = UUID.randomUUID().toString();
    trials.put(id, trial);
    worker.execute(trial);
    CompletableFuture.delayedExecutor(KEPT.toSeconds() + 1, TimeUnit.SECONDS).execute(this::sweep);
    return id;
  }

  /** That replay of {@code owner}'s. */
  synchronized ReplayTrial find(String owner, String id) {
    sweep();
    ReplayTrial trial = trials.get(id);
    if (trial == null || !trial.owner().equals(owner)) {
      throw new ApiException(
          ApiError.of(
              404,
              "invalid_request_error",
              "not_found",
              "There is no such replay. Replays are kept in memory for 15 minutes, and not over a"
                  + " restart. Send the files again."));
    }
    return trial;
  }

  synchronized void forget(String owner, String id) {
    find(owner, id).cancel();
    trials.remove(id);
  }

  private synchronized void sweep() {
    trials
        .values()
        .removeIf(
            trial -> {
              boolean late = !clock.instant().isBefore(trial.expiresAt());
              if (late) {
                trial.cancel();
              }
              return late;
            });
  }
}
