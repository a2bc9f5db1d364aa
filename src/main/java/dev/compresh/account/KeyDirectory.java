package dev.compresh.account;

import dev.compresh.store.ChangeMarks;
import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import dev.compresh.store.StoreWork;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * API keys: made, listed, changed, found. What one instance changes is seen by all within a second.
 * Methods throw {@link dev.compresh.store.StoreException} where the store is down.
 */
public final class KeyDirectory {
  /** Changes of keys, users and organisations are announced under this topic. */
  static final String TOPIC = "accounts";

  private final Database database;
  private final InstantSource clock;
  private final RandomText random = new RandomText();
  private final KeyCache cache;
  private final Map<String, StoredKey> unstored = new ConcurrentHashMap<>();

  public KeyDirectory(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.cache = new KeyCache(id -> database.read(handle -> KeyTable.find(handle, id)));
    database.onChange(TOPIC, cache::outdate);
  }

  /** The owner of the first organisation, or empty before the first start. */
  public Optional<User> owner() {
    return database.read(handle -> Optional.ofNullable(AccountTable.owner(handle)));
  }

  /** A new key of that user. */
  public IssuedKey create(String orgId, String userId, KeyOptions options) {
    return change(handle -> issue(handle, orgId, userId, options));
  }

  /** A new key within a transaction of the caller's. */
  IssuedKey issue(Handle handle, String orgId, String userId, KeyOptions options) {
    while (true) {
      String secret = KeyFormat.PREFIX + random.generate(KeyFormat.ID + KeyFormat.SECRET);
      ApiKey key = key(secret, orgId, userId, options);
      // Two keys may share a public id once in 10^16: then another one is drawn.
      if (KeyTable.insert(handle, key, KeyFormat.hash(secret))) {
        return new IssuedKey(key, secret);
      }
    }
  }

  /**
   * The very key {@code secret}, within a transaction of the caller's; false where its id is taken.
   */
  boolean issueExact(
      Handle handle, String secret, String orgId, String userId, KeyOptions options) {
    return KeyTable.insert(handle, key(secret, orgId, userId, options), KeyFormat.hash(secret));
  }

  /**
   * All keys of an organisation, newest first, revoked ones included.
   *
   * @param orgId null for all organisations
   */
  public List<ApiKey> list(@Nullable String orgId) {
    return database.read(handle -> KeyTable.list(handle, orgId));
  }

  public Optional<ApiKey> get(String id) {
    return database
        .read(handle -> Optional.ofNullable(KeyTable.find(handle, id)))
        .map(StoredKey::key);
  }

  /** Ends a key for good. The key as it then is, or empty where there is none. */
  public Optional<ApiKey> revoke(String id) {
    return changed(id, handle -> KeyTable.state(handle, id, KeyState.REVOKED));
  }

  /** Refuses a key until {@link #activate}. A revoked one stays revoked. */
  public Optional<ApiKey> deactivate(String id) {
    return changed(id, handle -> KeyTable.state(handle, id, KeyState.DEACTIVATED));
  }

  public Optional<ApiKey> activate(String id) {
    return changed(id, handle -> KeyTable.state(handle, id, KeyState.ACTIVE));
  }

  /** Replaces all that can be chosen. A revoked key stays as it is. */
  public Optional<ApiKey> edit(String id, KeyOptions options) {
    return changed(id, handle -> KeyTable.edit(handle, id, options));
  }

  /**
   * Issues a key that is nowhere but in memory: in no list, and gone with {@link #forget} or the
   * end.
   */
  public IssuedKey issueUnstored(String orgId, String userId, KeyOptions options) {
    String secret = KeyFormat.PREFIX + random.generate(KeyFormat.ID + KeyFormat.SECRET);
    ApiKey key = key(secret, orgId, userId, options);
    unstored.put(key.id(), new StoredKey(key, KeyFormat.hash(secret), true));
    return new IssuedKey(key, secret);
  }

  /** Ends a key that is in memory alone. */
  public void forget(String id) {
    unstored.remove(id);
  }

  /** Returns what is stored under a public id, from the cache where it is current. */
  @Nullable StoredKey find(String id) {
    StoredKey held = unstored.get(id);
    if (held == null && database.isBeyondGrace()) {
      throw new StoreException("The store has been away for longer than store.grace.");
    }
    return held == null ? cache.find(id) : held;
  }

  /** Reads what is stored of accounts. */
  public <T extends @Nullable Object> T read(StoreWork<T> storeWork) {
    return database.read(storeWork);
  }

  /**
   * Does {@code work} on what is stored of accounts in one transaction, and announces it: this
   * instance sees it at once, others within a second.
   */
  public <T> T change(StoreWork<T> storeWork) {
    T result =
        database.commit(
            handle -> {
              T made = storeWork.run(handle);
              ChangeMarks.mark(handle, TOPIC);
              return made;
            });
    cache.outdate();
    return result;
  }

  private Optional<ApiKey> changed(String id, Consumer<Handle> work) {
    return change(
            handle -> {
              work.accept(handle);
              return Optional.ofNullable(KeyTable.find(handle, id));
            })
        .map(StoredKey::key);
  }

  private ApiKey key(String secret, String orgId, String userId, KeyOptions options) {
    return new ApiKey(
        KeyFormat.id(secret),
        orgId,
        userId,
        options.description(),
        KeyState.ACTIVE,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        options.expires(),
        options.requestsPerMinute(),
        options.mode(),
        options.objective(),
        options.cache(),
        options.models(),
        List.of(),
        KeyFormat.last4(secret),
        null,
        options.tags(),
        List.of());
  }
}
