package dev.compresh.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Learns how many input tokens providers count for each one counted here, so that holds cover what
 * they will charge: per organisation and model, the most of late. It rises at once with a request
 * that was counted higher, and falls slowly. Kept in the store, shared by its instances; bounded on
 * both sides. Thread-safe.
 */
public final class HoldFactors {
  private static final long ONE = 1_000;

  /** No tokenizer counts more: beyond that it is a fault of the provider. */
  private static final long HIGHEST = 64 * ONE;

  /**
   * What is assumed of a model that was not asked yet: a token for each byte, of which four are one
   * token as a rule.
   */
  private static final long UNKNOWN = 4 * ONE;

  /** Tokens that a provider may add to any prompt, however short. */
  private static final long ADDED = 1_000;

  /** Below this a prompt's own tokens say little compared to those added. */
  private static final long SMALLEST = 500;

  /** A lower count moves the factor by so large a part of the difference. */
  private static final long FALL = 16;

  /** What is written differs by so large a part from what was written. */
  private static final long WRITTEN_PART = 20;

  /** Other instances may have learned more after this time. */
  private static final long FRESH_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private static final Duration KEPT = Duration.ofDays(1);

  private static final int MOST = 20_000;

  /** Models of an organisation in the store; names come from clients as well. */
  private static final int MOST_OF_ORG = 500;

  private static final int LONGEST_NAME = 400;

  private static final String PURGE =
      """
      DELETE FROM hold_factor WHERE org_id = ? AND changed_at <= (
        SELECT changed_at FROM hold_factor WHERE org_id = ?
        ORDER BY changed_at DESC LIMIT 1 OFFSET ?)
      """;

  private static final String SET =
      """
      INSERT INTO hold_factor (org_id, model, permille, changed_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (org_id, model) DO UPDATE SET
        permille = excluded.permille, changed_at = excluded.changed_at
      """;

  /** Where it is not known what is stored. */
  private static final String RAISE =
      """
      INSERT INTO hold_factor (org_id, model, permille, changed_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (org_id, model) DO UPDATE SET
        permille = CASE WHEN excluded.permille > hold_factor.permille
          THEN excluded.permille ELSE hold_factor.permille END,
        changed_at = excluded.changed_at
      """;

  private record HoldFactorKey(String orgId, String model) {}

  /**
   * @param written what is in the store; 0 for nothing
   * @param readAt when the store was asked, in milliseconds
   */
  private record HoldFactor(long permille, long written, long readAt) {}

  private final Database database;
  private final InstantSource clock;
  private final Cache<HoldFactorKey, HoldFactor> factors;

  public HoldFactors(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.factors =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(KEPT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Tokens that a request may be counted for: at least {@code counted}. May block on the store. */
  public long least(String orgId, String model, long counted) {
    HoldFactor holdFactor = factor(new HoldFactorKey(orgId, model));
    return scaled(counted, holdFactor == null ? ONE : holdFactor.permille);
  }

  /** As above; where nothing is known of the model, what its bytes could come to. */
  public long most(String orgId, String model, long counted) {
    HoldFactor holdFactor = factor(new HoldFactorKey(orgId, model));
    return scaled(counted, holdFactor == null ? UNKNOWN : holdFactor.permille);
  }

  /**
   * Learns from a request. Never blocks.
   *
   * @param counted its input tokens as counted here
   * @param reported the same as the provider counts them, cached ones included
   */
  public void observe(String orgId, String model, long counted, long reported) {
    if (counted <= 0 || reported <= 0 || model.length() > LONGEST_NAME) {
      return;
    }
    long own = counted < SMALLEST ? Math.max(counted, reported - ADDED) : reported;
    long seen =
        own > Long.MAX_VALUE / ONE ? HIGHEST : Math.clamp((own * ONE) / counted, ONE, HIGHEST);
    HoldFactorKey holdFactorKey = new HoldFactorKey(orgId, model);
    factors
        .asMap()
        .compute(holdFactorKey, (_, before) -> written(holdFactorKey, moved(before, seen)));
  }

  private static HoldFactor moved(@Nullable HoldFactor before, long seen) {
    if (before == null) {
      return new HoldFactor(seen, 0, 0);
    }
    long fall = Math.max(1, (before.permille - seen) / FALL);
    long next = seen >= before.permille ? seen : before.permille - fall;
    return new HoldFactor(next, before.written, before.readAt);
  }

  private HoldFactor written(HoldFactorKey holdFactorKey, HoldFactor holdFactor) {
    if (Math.abs(holdFactor.permille - holdFactor.written) * WRITTEN_PART < holdFactor.permille) {
      return holdFactor;
    }
    long now = clock.millis();
    boolean isNew = holdFactor.written == 0;
    // What is lost here is learned again.
    var _ =
        database.write(
            handle -> {
              if (isNew) {
                handle.execute(PURGE, holdFactorKey.orgId, holdFactorKey.orgId, MOST_OF_ORG - 1);
              }
              return handle.execute(
                  isNew ? RAISE : SET,
                  holdFactorKey.orgId,
                  holdFactorKey.model,
                  holdFactor.permille,
                  now);
            });
    return new HoldFactor(holdFactor.permille, holdFactor.permille, holdFactor.readAt);
  }

  private @Nullable HoldFactor factor(HoldFactorKey holdFactorKey) {
    HoldFactor known = factors.getIfPresent(holdFactorKey);
    long now = clock.millis();
    if (known != null && now - known.readAt < FRESH_MILLIS) {
      return known;
    }
    try {
      Long stored = database.read(handle -> get(handle, holdFactorKey));
      return factors.asMap().compute(holdFactorKey, (_, own) -> merged(own, stored, now));
    } catch (StoreException e) {
      return known;
    }
  }

  /** Keeps the larger factor, which another instance may have written. */
  private static @Nullable HoldFactor merged(
      @Nullable HoldFactor own, @Nullable Long stored, long now) {
    if (stored == null) {
      return own == null ? null : new HoldFactor(own.permille, own.written, now);
    }
    long permille = Math.clamp(stored, ONE, HIGHEST);
    if (own == null) {
      return new HoldFactor(permille, permille, now);
    }
    boolean others = permille != own.written && permille > own.permille;
    return new HoldFactor(others ? permille : own.permille, permille, now);
  }

  private static long scaled(long counted, long permille) {
    long safe = Math.clamp(counted, 0, Long.MAX_VALUE / HIGHEST);
    return (safe * permille + ONE - 1) / ONE;
  }

  private static @Nullable Long get(Handle handle, HoldFactorKey holdFactorKey) {
    return handle
        .createQuery("SELECT permille FROM hold_factor WHERE org_id = ? AND model = ?")
        .bind(0, holdFactorKey.orgId)
        .bind(1, holdFactorKey.model)
        .mapTo(Long.class)
        .findOne()
        .orElse(null);
  }
}
