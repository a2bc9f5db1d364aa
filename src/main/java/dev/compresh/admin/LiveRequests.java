package dev.compresh.admin;

import dev.compresh.account.AccountNames;
import dev.compresh.admin.api.ApiException;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.EventStream;
import dev.compresh.store.StoreException;
import dev.compresh.usage.UsageEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows requests to people as they end: to each those that are theirs to see. */
public final class LiveRequests {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRequests.class);

  /** Streams of one person at once. */
  private static final int MOST = 4;

  /** Bytes that may wait for one reader. */
  private static final long MOST_WAITING = 1 << 20;

  /** Events that may wait to be shown; more are left out, as this is a view and no record. */
  private static final int QUEUE = 2_000;

  private final AccountNames names;
  private final List<LiveReader> readers = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor worker;

  /**
   * Selects the requests that one reader sees.
   *
   * @param userId whose requests; null for the whole organisation's
   * @param keyId of this key alone; null for all
   * @param status as the log names it; null for all
   */
  record LiveFilter(
      String orgId, @Nullable String userId, @Nullable String keyId, @Nullable String status) {
    boolean fits(UsageEvent event) {
      UsageEvent.EventCaller caller = event.caller();
      return caller.orgId().equals(orgId)
          && (userId == null || caller.userId().equals(userId))
          && (keyId == null || caller.keyId().equals(keyId))
          && (status == null || status.equals(status(event)));
    }

    private static String status(UsageEvent event) {
      int code = event.answer().status();
      if (code >= 500) {
        return "server_error";
      }
      if (code >= 400) {
        return "client_error";
      }
      return code > 0 && event.answer().ending().equals("COMPLETE") ? "success" : "broken";
    }
  }

  private record LiveReader(String person, LiveFilter filter, EventStream stream) {}

  public LiveRequests(AccountNames names) {
    this.names = names;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("live").daemon().factory());
    worker.allowCoreThreadTimeOut(true);
  }

  /** Takes an event. Never blocks, never throws. */
  public void show(UsageEvent event) {
    for (LiveReader reader : readers) {
      if (reader.filter().fits(event)) {
        try {
          worker.execute(() -> send(event));
        } catch (RejectedExecutionException e) {
          LOG.debug("a request was not shown live: too many wait");
        }
        return;
      }
    }
  }

  private void send(UsageEvent event) {
    String keyId = event.caller().keyId();
    String name;
    try {
      name = names.keys(event.caller().orgId(), List.of(keyId)).get(keyId);
    } catch (StoreException e) {
      name = null;
    }
    String row = RequestJson.row(event, name).toString();
    for (LiveReader reader : readers) {
      if (reader.filter().fits(event)) {
        reader.stream().send(row);
      }
    }
  }

  /** A stream of what {@code filter} lets through, for one person. */
  EventStream open(String person, LiveFilter filter) {
    LiveReader[] own = new LiveReader[1];
    EventStream stream =
        new EventStream(MOST_WAITING, () -> readers.remove(Objects.requireNonNull(own[0])));
    own[0] = new LiveReader(person, filter, stream);
    synchronized (readers) {
      if (readers.stream().filter(reader -> reader.person().equals(person)).count() >= MOST) {
        throw new ApiException(
            ApiError.of(
                429,
                "rate_limit_error",
                "too_many_streams",
                "Four live views of yours are open. Close one."));
      }
      readers.add(own[0]);
    }
    return stream;
  }
}
