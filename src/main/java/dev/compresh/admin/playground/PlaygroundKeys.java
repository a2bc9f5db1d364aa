package dev.compresh.admin.playground;

import dev.compresh.account.IssuedKey;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.KeyOptions;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.ApiException;
import dev.compresh.proxy.ApiError;
import dev.compresh.usage.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A key for each person's playground, held in memory alone, good for an hour and some money. */
public final class PlaygroundKeys {
  private static final Duration LIFE = Duration.ofHours(1);

  /** Micro-USD of one person in an hour. */
  private static final long BUDGET = 5_000_000;

  private static final int REQUESTS_PER_MINUTE = 30;
  private static final int MOST_PEOPLE = 10_000;

  private final KeyDirectory directory;
  private final InstantSource clock;
  private final Map<String, HeldKey> held = new ConcurrentHashMap<>();

  private record HeldKey(IssuedKey issued, Instant until, AtomicLong spent) {}

  public PlaygroundKeys(KeyDirectory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The secret of that person's key. */
  synchronized String secret(Principal by) {
    Instant now = clock.instant();
    held.values()
        .removeIf(
            key -> {
              boolean late = !now.isBefore(key.until());
              if (late) {
                directory.forget(key.issued().key().id());
              }
              return late;
            });
    String person = by.orgId() + "/" + by.userId();
    HeldKey own = held.get(person);
    if (own == null) {
      if (held.size() >= MOST_PEOPLE) {
        throw new ApiException(
            ApiError.of(503, "proxy_error", "busy", "Too many playgrounds are open."));
      }
      KeyOptions options =
          new KeyOptions("Playground", now.plus(LIFE), REQUESTS_PER_MINUTE, null, null, List.of());
      own =
          new HeldKey(
              directory.issueUnstored(by.orgId(), by.userId(), options),
              now.plus(LIFE),
              new AtomicLong());
      held.put(person, own);
    }
    if (own.spent().get() >= BUDGET) {
      throw new ApiException(
          ApiError.of(
              402,
              "billing_error",
              "budget_exceeded",
              "The playground's 5 USD for this hour are spent. Try again later, or use an API key."));
    }
    return own.issued().secret();
  }

  /** Takes an event. Never blocks, never throws. */
  public void note(UsageEvent event) {
    UsageEvent.EventCaller caller = event.caller();
    HeldKey own = held.get(caller.orgId() + "/" + caller.userId());
    if (own != null && own.issued().key().id().equals(caller.keyId())) {
      own.spent().addAndGet(event.bill().cost());
    }
  }
}
