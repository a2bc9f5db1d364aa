package dev.compresh.app;

import dev.compresh.config.DataConfig;
import dev.compresh.regret.RegretRetention;
import dev.compresh.store.Database;
import dev.compresh.usage.ShadowRetention;
import dev.compresh.usage.UsageRetention;
import java.time.InstantSource;
import java.util.List;

/** Starts what deletes old usage, and what is kept as long as it. */
final class RetentionStart {
  private RetentionStart() {}

  static UsageRetention start(Database database, DataConfig config, InstantSource clock) {
    return new UsageRetention(
        database,
        new UsageRetention.RetentionPeriod(config.requestRetention(), config.rollupRetention()),
        List.of(new ShadowRetention()),
        List.of(new RegretRetention()),
        clock);
  }
}
