package dev.compresh.admin.peek;

import dev.compresh.admin.api.ApiException;
import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.Prompt;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.PromptWatch;
import dev.compresh.session.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peeks that are under way. */
public final class PeekDesk implements PromptWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PeekDesk.class);
  private static final int MOST_OF_ONE = 4;
  private static final int MOST = 50;

  /** Requests that wait to be shown; each holds its prompt. */
  private static final int QUEUE = 32;

  private final InstantSource clock;
  private final Predicate<String> isAllowed;
  private final Map<String, SessionPeek> peeks = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor worker;

  /** Tells a viewer about a new peek. */
  record StartedPeek(String id, Instant until) {}

  /**
   * @param isAllowed whether sessions of an organisation may be looked at; asked for each request
   *     that is shown, and never on the way of one
   */
  public PeekDesk(InstantSource clock, Predicate<String> isAllowed) {
    this.clock = clock;
    this.isAllowed = isAllowed;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("peek").daemon().factory());
    worker.allowCoreThreadTimeOut(true);
  }

  @Override
  public void see(
      SessionKey session, String requestId, Prompt prompt, List<PlannedChange> changes) {
    if (peeks.isEmpty() || peeks.values().stream().noneMatch(p -> p.session().equals(session))) {
      return;
    }
    try {
      worker.execute(() -> show(session, requestId, prompt, changes));
    } catch (RejectedExecutionException e) {
      LOG.debug("request {} was not shown: too many wait", requestId);
    }
  }

  private void show(
      SessionKey session, String requestId, Prompt prompt, List<PlannedChange> changes) {
    try {
      sweep();
      endForbidden(session);
      if (peeks.values().stream().noneMatch(peek -> peek.session().equals(session))) {
        return;
      }
      String json = PeekText.render(requestId, prompt, changes);
      for (SessionPeek peek : peeks.values()) {
        if (peek.session().equals(session)) {
          peek.add(json);
        }
      }
    } catch (RuntimeException e) {
      // Without the message: it may quote the prompt.
      LOG.warn("request {} could not be shown: {}", requestId, e.getClass().getName());
    }
  }

  /** Ends those that the session's organisation no longer allows; what they hold is dropped. */
  private void endForbidden(SessionKey session) {
    peeks
        .values()
        .removeIf(
            peek -> {
              boolean isOver = peek.session().equals(session) && !isAllowed.test(peek.orgId());
              if (isOver) {
                peek.end();
              }
              return isOver;
            });
  }

  /**
   * Begins one.
   *
   * @param orgId whose session it is
   * @param credential what alone will open what is seen
   */
  synchronized StartedPeek begin(
      String viewer, String credential, String orgId, SessionKey session, int minutes) {
    sweep();
    List<Map.Entry<String, SessionPeek>> own =
        peeks.entrySet().stream().filter(peek -> peek.getValue().viewer().equals(viewer)).toList();
    if (own.size() >= MOST_OF_ONE) {
      // People leave pages without a word: a new peek ends the one that would end first.
      own.stream()
          .min(Comparator.comparing(peek -> peek.getValue().expiresAt()))
          .ifPresent(peek -> end(viewer, peek.getKey()));
    } else if (peeks.size() >= MOST) {
      throw new ApiException(
          ApiError.of(
              429,
              "rate_limit_error",
              "too_many_peeks",
              "Too many peeks are open. Try again later."));
    }
    String id = UUID.randomUUID().toString();
    Instant until = clock.instant().plus(Duration.ofMinutes(minutes));
    peeks.put(id, new SessionPeek(viewer, orgId, session, until, new SealedBox(id, credential)));
    CompletableFuture.delayedExecutor(minutes * 60L + 1, TimeUnit.SECONDS).execute(this::sweep);
    return new StartedPeek(id, until);
  }

  /** That peek of {@code viewer}'s. */
  SessionPeek find(String viewer, String id) {
    sweep();
    SessionPeek peek = peeks.get(id);
    if (peek != null) {
      endForbidden(peek.session());
    }
    if (peek == null || !peek.viewer().equals(viewer) || !peeks.containsKey(id)) {
      throw new ApiException(
          ApiError.of(
              404,
              "invalid_request_error",
              "not_found",
              "There is no such peek: it has ended, or Compresh was restarted. Start another one."));
    }
    return peek;
  }

  void end(String viewer, String id) {
    find(viewer, id).end();
    peeks.remove(id);
  }

  private void sweep() {
    Instant now = clock.instant();
    peeks
        .values()
        .removeIf(
            peek -> {
              boolean late = !now.isBefore(peek.expiresAt());
              if (late) {
                peek.end();
              }
              return late;
            });
  }
}
