package dev.compresh.session.held;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what providers hold, for seven days after its last use, on all instances of a store. A
 * store that is down costs what other instances know, nothing else. Thread-safe.
 */
public final class HeldObjects implements AutoCloseable {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration PURGE_PERIOD = Duration.ofMinutes(10);

  /** Other instances may know more after this time. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** The least time between two notes of an object's use. */
  private static final long TOUCH_MILLIS = TimeUnit.HOURS.toMillis(6);

  /** Of one organisation; the oldest go first. */
  private static final long MOST_OF_ORG = 200_000;

  private static final int CACHED = 50_000;

  /** Organisations and accounts with an object of the same id: more than one is rare. */
  private static final int MOST_OF_ID = 16;

  private static final int HASH_BYTES = 16;

  private final Database database;
  private final InstantSource clock;
  private final LongAdder lost = new LongAdder();
  private final ScheduledTask purging;
  private final Cache<String, KnownObject> cache;

  /**
   * @param isWhole whether all that is in the store is among them
   */
  private record KnownObject(List<HeldObject> objects, boolean isWhole) {}

  public HeldObjects(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(FRESH)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    this.purging = ScheduledTask.start("held-objects-purge", PURGE_PERIOD, this::purge);
  }

  /**
   * Returns who has made the object {@code id}, and where it lies; last used first, empty where
   * that is not known. May block on the store.
   *
   * @throws StoreException where the store is down
   */
  public List<HeldObject> find(String id) {
    return found(hash("object", id));
  }

  /**
   * Returns where the key's last object lies that a provider made; null where there is none.
   *
   * @throws StoreException where the store is down
   */
  public @Nullable HeldObject last(String keyId) {
    List<HeldObject> last = found(hash("key", keyId));
    return last.isEmpty() ? null : last.getFirst();
  }

  private List<HeldObject> found(String hash) {
    KnownObject knownObject = cache.getIfPresent(hash);
    if (knownObject != null && knownObject.isWhole) {
      return knownObject.objects;
    }
    long since = clock.millis() - KEPT.toMillis();
    List<HeldObject> stored =
        database.read(handle -> HeldObjectTable.find(handle, hash, since, MOST_OF_ID));
    if (knownObject == null && stored.isEmpty()) {
      return List.of(); // another instance may write it at any time
    }
    KnownObject whole =
        cache
            .asMap()
            .compute(hash, (_, own) -> new KnownObject(merged(objects(own), stored), true));
    return whole == null ? List.of() : whole.objects;
  }

  private static List<HeldObject> objects(@Nullable KnownObject knownObject) {
    return knownObject == null ? List.of() : knownObject.objects;
  }

  /** Those of {@code first}, then those of {@code second} that lie elsewhere or are another's. */
  private static List<HeldObject> merged(List<HeldObject> first, List<HeldObject> second) {
    List<HeldObject> all = new ArrayList<>(first);
    for (HeldObject object : second) {
      boolean known =
          first.stream()
              .anyMatch(
                  f -> f.orgId().equals(object.orgId()) && f.account().equals(object.account()));
      if (!known && all.size() < MOST_OF_ID) {
        all.add(object);
      }
    }
    return List.copyOf(all);
  }

  /**
   * Remembers objects of a request that was answered. Never blocks.
   *
   * @param keyId the key that asked
   */
  public void keep(String orgId, String keyId, String account, List<String> ids, long tokens) {
    List<String> hashes = new ArrayList<>(ids.size() + 1);
    ids.forEach(id -> hashes.add(hash("object", id)));
    HeldObject object = new HeldObject(orgId, account, tokens, clock.millis());
    hashes.forEach(hash -> remember(hash, object));
    String last = hash("key", keyId);
    KnownObject before = cache.getIfPresent(last);
    if (before == null || isStale(before.objects.getFirst(), account)) {
      hashes.add(last);
      cache.put(last, new KnownObject(List.of(object), true));
    }
    write(hashes, object);
  }

  /** Notes that an object was used, so that it is kept for longer. Never blocks. */
  public void touch(String id, HeldObject object) {
    if (clock.millis() - object.usedAt() > TOUCH_MILLIS) {
      String hash = hash("object", id);
      HeldObject used =
          new HeldObject(object.orgId(), object.account(), object.tokens(), clock.millis());
      remember(hash, used);
      write(List.of(hash), used);
    }
  }

  private boolean isStale(HeldObject last, String account) {
    return !last.account().equals(account) || clock.millis() - last.usedAt() > TOUCH_MILLIS;
  }

  private void remember(String hash, HeldObject object) {
    cache
        .asMap()
        .compute(
            hash,
            (_, own) ->
                new KnownObject(merged(List.of(object), objects(own)), own != null && own.isWhole));
  }

  private void write(List<String> hashes, HeldObject object) {
    var _ =
        database
            .write(
                handle -> {
                  HeldObjectTable.put(handle, hashes, object);
                  return hashes.size();
                })
            .exceptionally(
                _ -> {
                  lost.add(hashes.size());
                  return 0;
                });
  }

  /** Objects that could not be kept, since the start. */
  public long lost() {
    return lost.sum();
  }

  /** Deletes what was not used for seven days; how much that was. */
  public int purge() {
    long before = clock.millis() - KEPT.toMillis();
    return database.commit(handle -> HeldObjectTable.purge(handle, before, MOST_OF_ORG));
  }

  private static String hash(String kind, String id) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest((kind + "\n" + id).getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops purging. The store must still be open. */
  @Override
  public void close() {
    purging.close();
  }
}
