package dev.compresh.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.dialect.Prompt;
import dev.compresh.promptcache.CacheMemory;
import dev.compresh.promptcache.ConversationRecord;
import dev.compresh.promptcache.ReuseRecord;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionState;
import dev.compresh.session.Sessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is remembered for decisions about the provider's cache among the states of sessions:
 * shared by all instances, gone seven days after its last use. Bounded as those are: some hundred
 * bytes for a session, a prefix and a key.
 */
final class CacheMemories {
  private static final int VERSION = 1;

  /** What another instance learned of a key or a prefix is seen after so long. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final int READ_LATELY = 10_000;
  private static final int LOCKS = 64;

  private final Sessions sessions;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  private final Cache<SessionKey, Boolean> fresh;

  CacheMemories(Sessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.fresh =
        Caffeine.newBuilder()
            .maximumSize(READ_LATELY)
            .expireAfterWrite(FRESH)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /**
   * The keys of a request's cache memory.
   *
   * @param key of all of a key's requests of one kind
   * @param prefix of one static prefix under that key
   * @param session of the session
   */
  record MemoryPlace(SessionKey key, SessionKey prefix, SessionKey session) {

    /** No session's id has {@code #} in it. */
    static MemoryPlace of(SessionKey session, boolean isAgent, long prefix) {
      String keyId = session.keyId();
      return new MemoryPlace(
          new SessionKey(keyId, isAgent ? "#cache:agents" : "#cache:plain"),
          new SessionKey(keyId, "#cache:" + Long.toHexString(prefix)),
          new SessionKey(keyId, session.id() + "#cache"));
    }
  }

  /** The result of changing a memory, and the changed memory. */
  record ChangedMemory<T>(T result, CacheMemory memory) {}

  /** A change of a memory. */
  interface MemoryChange<T> {
    ChangedMemory<T> describe(CacheMemory memory);
  }

  /** Changes the memory at {@code place}. May block on the store, seldom. */
  <T> T change(MemoryPlace memoryPlace, @Nullable Prompt prompt, MemoryChange<T> memoryChange) {
    ReentrantLock lock = locks[Math.floorMod(memoryPlace.key.keyId().hashCode(), LOCKS)];
    refresh(memoryPlace, prompt);
    lock.lock();
    try {
      CacheMemory before = read(memoryPlace);
      ChangedMemory<T> changedMemory = memoryChange.describe(before);
      write(memoryPlace, before, changedMemory.memory());
      return changedMemory.result();
    } finally {
      lock.unlock();
    }
  }

  void update(MemoryPlace memoryPlace, UnaryOperator<CacheMemory> change) {
    change(memoryPlace, null, memory -> new ChangedMemory<>(true, change.apply(memory)));
  }

  /** Reads again what another instance may have changed since, before the lock is taken. */
  private void refresh(MemoryPlace memoryPlace, @Nullable Prompt prompt) {
    reread(memoryPlace.key);
    reread(memoryPlace.prefix);
    if (prompt != null && !session(memoryPlace).isCurrent(prompt)) {
      sessions.refresh(memoryPlace.session);
    }
    read(memoryPlace);
  }

  private void reread(SessionKey key) {
    if (fresh.getIfPresent(key) == null) {
      fresh.put(key, true);
      sessions.refresh(key);
    }
  }

  private CacheMemory read(MemoryPlace memoryPlace) {
    return new CacheMemory(
        ReuseRecord.of(bytes(memoryPlace.key)),
        ReuseRecord.of(bytes(memoryPlace.prefix)),
        session(memoryPlace));
  }

  private ConversationRecord session(MemoryPlace memoryPlace) {
    return ConversationRecord.of(bytes(memoryPlace.session));
  }

  private byte @Nullable [] bytes(SessionKey key) {
    SessionState state = sessions.state(key);
    return state == null || state.version() != VERSION ? null : state.bytes();
  }

  private void write(MemoryPlace memoryPlace, CacheMemory before, CacheMemory after) {
    if (!after.key().equals(before.key())) {
      sessions.keep(memoryPlace.key, new SessionState(VERSION, after.key().bytes()));
    }
    if (!after.prefix().equals(before.prefix())) {
      sessions.keep(memoryPlace.prefix, new SessionState(VERSION, after.prefix().bytes()));
    }
    if (!after.session().equals(before.session())) {
      sessions.keep(memoryPlace.session, new SessionState(VERSION, after.session().bytes()));
    }
  }
}
