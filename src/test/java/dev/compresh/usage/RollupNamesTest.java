package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.usage.report.RollupReports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Names that clients invent don't fill the store. */
@OnEachStore
class RollupNamesTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Map<String, UsageSums> models() {
    long hour = RollupTime.hour(UsageEventFixtures.TIME);
    RollupFilter filter = new RollupFilter("org", null, Map.of(), hour - 48, hour + 48);
    return new RollupReports(database).groups(filter, RollupAxis.MODEL);
  }

  private static long requests(Map<String, UsageSums> models, String model) {
    return models.getOrDefault(model, new UsageSums()).get(UsageMeasure.REQUESTS);
  }

  private void write(List<UsageEvent> events) {
    try (UsageLog log = new UsageLog(database, 100_000, Duration.ofHours(1))) {
      events.forEach(log::append);
    }
  }

  private static UsageEvent of(String id, int days, String model) {
    return UsageEventFixtures.event(
        id,
        UsageEventFixtures.TIME.plus(Duration.ofDays(days)),
        "keyA",
        model,
        new Usage(100, 0, 0, 0, 20, 5));
  }

  @Test
  void namesBeyondTheBound_areCountedTogether() {
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < RollupNames.MOST + 300; i++) {
      events.add(of("e" + i, 0, "invented-" + i));
    }
    write(events);
    Map<String, UsageSums> models = models();
    assertThat(models).hasSize(RollupNames.MOST + 1);
    assertThat(requests(models, RollupNames.OTHER)).isEqualTo(300);
    // A name that was there keeps its own row; the next day has room again.
    write(List.of(of("again", 0, "invented-0"), of("next", 1, "invented-1299")));
    assertThat(requests(models(), "invented-0")).isEqualTo(2);
    assertThat(requests(models(), "invented-1299")).isEqualTo(1);
  }

  @Test
  void longNames_areCut() {
    write(List.of(of("a", 0, "m".repeat(5_000)), of("b", 0, "x\ny")));
    assertThat(models().keySet()).containsExactlyInAnyOrder("m".repeat(120), "x y");
  }
}
