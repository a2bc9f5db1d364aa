package dev.compresh.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

/**
 * What is remembered belongs to somebody: the key of every cache names the organisation, or an API
 * key, which is of one organisation. Else the time that a request takes would tell what others
 * sent.
 */
class CacheKeysTest {
  private static final Set<String> OWNERS = Set.of("tenant", "orgId", "keyId");

  /** Those that hold nothing of what anybody sent. */
  private static final Set<String> OTHERS =
      Set.of(
          // Ids of keys, of organisations and of funds; names that sign in; what ids stand for.
          "account.KeyCache.known",
          "account.KeyCache.unknown",
          "account.LastUse.pending",
          "account.signin.NameGuard.failures",
          "account.signin.LoginThrottle.counts",
          "budget.LeaseBook.leases",
          "budget.PendingSpend.items",
          "limit.LocalRateLimiter.windows",
          "limit.lease.LeasedRateLimiter.shares",
          // Names of metrics and of providers, vocabularies.
          "observe.Metrics.counters",
          "observe.Metrics.timers",
          "proxy.CompressorRegistry.engines",
          "provider.ProviderHealth.troubles",
          // Accounts at servers and names of their models.
          "provider.ServedModels.cache",
          "provider.StreamUsageMemory.refusing",
          // Addresses; hashes of ids that providers made, each with its organisation.
          "gateway.ConnectionLimit.byAddress",
          "proxy.passthrough.BackgroundResponseLog.unwritten",
          "session.held.HeldObjects.cache");

  @Test
  void everyCache_belongsToSomebody() throws Exception {
    Set<String> shared = new TreeSet<>();
    int owned = 0;
    for (Path file : SourceFiles.main()) {
      String text = Files.readString(file);
      if (!text.contains("Cache<") && !text.contains("Concurrent")) {
        continue;
      }
      String name =
          Path.of("src/main/java").relativize(file).toString().replace('/', '.').replace('\\', '.');
      Class<?> type = Class.forName(name.substring(0, name.length() - ".java".length()));
      for (Field field : type.getDeclaredFields()) {
        if (!isCache(field)) {
          continue;
        }
        if (isOwned(field.getGenericType())) {
          owned++;
        } else {
          shared.add(type.getName().substring("dev.compresh.".length()) + "." + field.getName());
        }
      }
    }
    shared.removeIf(name -> name.startsWith("sim.") || name.startsWith("replay."));
    assertThat(shared).isEqualTo(new TreeSet<>(OTHERS));
    assertThat(owned).isGreaterThan(12);
  }

  private static boolean isCache(Field field) {
    return Cache.class.isAssignableFrom(field.getType())
        || ConcurrentMap.class.isAssignableFrom(field.getType());
  }

  private static boolean isOwned(Type cache) {
    Type key = ((ParameterizedType) cache).getActualTypeArguments()[0];
    return key instanceof Class<?> type
        && type.isRecord()
        && Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .anyMatch(List.copyOf(OWNERS)::contains);
  }
}
