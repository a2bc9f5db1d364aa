package dev.compresh.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.session.SessionTable.StoredState;
import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Records sessions. Records are kept in memory and written in batches; seven days after its last
 * use a session is deleted. A store that is down costs notes beyond a bound, nothing else.
 */
public final class Sessions implements AutoCloseable {
  /** How long a session is kept after its last use. */
  static final Duration KEPT = Duration.ofDays(7);

  private static final Duration WRITE_PERIOD = Duration.ofMillis(500);
  private static final Duration PURGE_PERIOD = Duration.ofMinutes(10);
  private static final int PENDING = 100_000;
  private static final long CACHE_BYTES = 32 << 20;
  private static final int ENTRY_BYTES = 200;
  private static final int DURABLE_MILLIS = 1_000;

  /** States that are written at once; more of them wait for the next batch. */
  private static final int WRITERS = 256;

  private final Database database;
  private final StateSeal seal;
  private final InstantSource clock;
  private final ConcurrentHashMap<SessionKey, SessionUse> uses = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<SessionKey, SessionState> states = new ConcurrentHashMap<>();
  private final Cache<SessionKey, SessionState> cache;
  private final Semaphore writers = new Semaphore(WRITERS);
  private final EarlierSessions earlier;
  private final ScheduledTask writing;
  private final ScheduledTask purging;

  /**
   * @param seal under which states are stored
   */
  public Sessions(Database database, StateSeal seal, InstantSource clock) {
    this(database, seal, clock, CACHE_BYTES);
  }

  /**
   * @param seal under which states are stored
   * @param memory bound of the states that are kept ready, in bytes, roughly
   */
  public Sessions(Database database, StateSeal seal, InstantSource clock, long memory) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .expireAfterAccess(KEPT)
            .ticker(this::nanos)
            .weigher(
                (SessionKey key, SessionState state) ->
                    ENTRY_BYTES + key.id().length() + state.bytes().length)
            .build();
    this.earlier = new EarlierSessions(database);
    this.writing = ScheduledTask.start("sessions", WRITE_PERIOD, this::flush);
    this.purging = ScheduledTask.start("session-purge", PURGE_PERIOD, this::purge);
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  /** Those that were begun before ids were derived as they are now. */
  public EarlierSessions earlier() {
    return earlier;
  }

  /** Notes a request. Never blocks. */
  public void note(SessionKey session, SessionUse use) {
    if (uses.size() < PENDING) {
      uses.merge(session, use, SessionUse::plus);
    }
  }

  /** The session's state, or null. May block on the store; null where that is down. */
  public @Nullable SessionState state(SessionKey session) {
    SessionState cached = cache.getIfPresent(session);
    if (cached != null) {
      return cached;
    }
    try {
      SessionState stored =
          seal.opened(session, database.read(handle -> SessionTable.state(handle, session)));
      if (stored != null) {
        cache.put(session, stored);
      }
      return stored;
    } catch (StoreException e) {
      return null;
    }
  }

  /** Has the session's state read from the store again, where nothing waits to be written there. */
  public void refresh(SessionKey session) {
    if (!states.containsKey(session)) {
      cache.invalidate(session);
    }
  }

  /**
   * When the session was last used, as far as it was written down; null for never. May block on the
   * store; null where that is down.
   */
  public @Nullable Instant lastUse(SessionKey session) {
    try {
      return database.read(handle -> SessionTable.lastUse(handle, session));
    } catch (StoreException e) {
      return null;
    }
  }

  /** Keeps the session's state; the last one counts. Never blocks. */
  public void keep(SessionKey session, SessionState state) {
    cache.put(session, state);
    if (states.size() < PENDING) {
      states.put(session, state);
    }
  }

  /**
   * Keeps the session's state, and writes it at once: other instances find it with the next
   * request. Never blocks.
   */
  public void keepSoon(SessionKey session, SessionState state) {
    keep(session, state);
    if (writers.tryAcquire()) {
      Thread.startVirtualThread(
          () -> {
            try {
              put(session, state);
            } finally {
              writers.release();
            }
          });
    }
  }

  /**
   * Keeps the session's state once it is durable; returns whether it is. Blocks on the store for a
   * bounded time.
   */
  public boolean keepDurably(SessionKey session, SessionState state) {
    if (!put(session, state)) {
      return false;
    }
    cache.put(session, state);
    return true;
  }

  private boolean put(SessionKey session, SessionState state) {
    byte[] bytes = seal.close(session, state);
    if (bytes == null) {
      return false;
    }
    StoredState sealed = new StoredState(state.version(), bytes, true);
    long now = clock.millis();
    try {
      database
          .write(
              handle -> {
                SessionTable.put(handle, session, sealed, now);
                return true;
              })
          .get(DURABLE_MILLIS, TimeUnit.MILLISECONDS);
      states.remove(session, state);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** The organisation's sessions, last used first. */
  public List<Session> recent(String orgId, int most) {
    return database.read(handle -> SessionTable.recent(handle, orgId, most));
  }

  /** Writes what was noted. */
  void flush() {
    Map<SessionKey, SessionUse> useBatch = take(uses);
    // They stay where they are until they are written: what is read again meanwhile is theirs.
    Map<SessionKey, SessionState> stateBatch = Map.copyOf(states);
    if (useBatch.isEmpty() && stateBatch.isEmpty()) {
      return;
    }
    long now = clock.millis();
    Map<SessionKey, StoredState> sealed = sealed(stateBatch);
    try {
      database.commit(
          handle -> {
            useBatch.forEach((key, use) -> SessionTable.add(handle, key, use));
            sealed.forEach((key, state) -> SessionTable.put(handle, key, state, now));
            return null;
          });
    } catch (StoreException e) {
      useBatch.forEach((key, use) -> uses.merge(key, use, SessionUse::plus));
      return;
    }
    stateBatch.forEach(states::remove);
  }

  private Map<SessionKey, StoredState> sealed(Map<SessionKey, SessionState> states) {
    Map<SessionKey, StoredState> sealed = new HashMap<>();
    states.forEach(
        (key, state) -> {
          byte[] bytes = seal.close(key, state);
          if (bytes != null) {
            sealed.put(key, new StoredState(state.version(), bytes, true));
          }
        });
    return sealed;
  }

  private static <V> Map<SessionKey, V> take(ConcurrentHashMap<SessionKey, V> pending) {
    Map<SessionKey, V> batch = new HashMap<>();
    for (SessionKey key : pending.keySet()) {
      V value = pending.remove(key);
      if (value != null) {
        batch.put(key, value);
      }
    }
    return batch;
  }

  /** Deletes the sessions whose time is over; how many. */
  public int purge() {
    long before = clock.instant().minus(KEPT).toEpochMilli();
    int purged = database.commit(handle -> SessionTable.purge(handle, before));
    earlier.refresh();
    return purged;
  }

  /** Writes what is left. The store must still be open. */
  @Override
  public void close() {
    purging.close();
    writing.close();
    flush();
  }
}
