package dev.compresh.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What is held follows what providers count. */
@OnEachStore
class HoldFactorsTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final String ORG = "org_1";
  private static final String MODEL = "openai/some-model";

  private Database database;
  private HoldFactors factors;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    database = engine.open(folder);
    factors = new HoldFactors(database, InstantSource.system());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aModelThatWasNotAskedYet_mayCountATokenForEachByte() {
    assertThat(factors.least(ORG, MODEL, 1_000)).isEqualTo(1_000);
    assertThat(factors.most(ORG, MODEL, 1_000)).isEqualTo(4_000);
  }

  @Test
  void oneRequest_isEnoughToHoldWhatItWasCountedFor() {
    factors.observe(ORG, MODEL, 1_000, 20_000);
    assertThat(factors.least(ORG, MODEL, 3_000)).isEqualTo(60_000);
    assertThat(factors.most(ORG, MODEL, 3_000)).isEqualTo(60_000);
  }

  @Test
  void lowerCounts_lowerItSlowly_andNeverBelowOurOwn() {
    factors.observe(ORG, MODEL, 1_000, 2_000);
    factors.observe(ORG, MODEL, 1_000, 1_000);
    assertThat(factors.least(ORG, MODEL, 1_000)).isBetween(1_900L, 1_999L);
    for (int i = 0; i < 500; i++) {
      factors.observe(ORG, MODEL, 1_000, 10);
    }
    assertThat(factors.least(ORG, MODEL, 1_000)).isEqualTo(1_000);
  }

  @Test
  void absurdCounts_areBounded() {
    factors.observe(ORG, MODEL, 1_000, Long.MAX_VALUE);
    assertThat(factors.least(ORG, MODEL, 1_000)).isEqualTo(64_000);
    factors.observe(ORG, MODEL, 0, 5);
    factors.observe(ORG, MODEL, -5, 5);
    factors.observe(ORG, MODEL, 1_000, -5);
    assertThat(factors.least(ORG, MODEL, Long.MAX_VALUE)).isPositive();
    assertThat(factors.least(ORG, MODEL, -1)).isZero();
  }

  @Test
  void whatAProviderAddsToShortPrompts_doesNotMultiplyLongOnes() {
    factors.observe(ORG, MODEL, 8, 700);
    assertThat(factors.least(ORG, MODEL, 10_000)).isEqualTo(10_000);
  }

  @Test
  void organisationsAndModels_areApart() {
    factors.observe(ORG, MODEL, 1_000, 9_000);
    assertThat(factors.least("org_2", MODEL, 1_000)).isEqualTo(1_000);
    assertThat(factors.least(ORG, "openai/other", 1_000)).isEqualTo(1_000);
  }

  @Test
  void whatWasLearned_survivesARestart_andReachesOtherInstances() {
    Instant now = Instant.now();
    HoldFactors other = new HoldFactors(database, () -> now);
    assertThat(other.least(ORG, MODEL, 1_000)).isEqualTo(1_000);
    factors.observe(ORG, MODEL, 1_000, 9_000);
    database.commit(handle -> 0);
    assertThat(other.least(ORG, MODEL, 1_000)).isEqualTo(9_000);
    factors.observe(ORG, MODEL, 1_000, 12_000);
    database.commit(handle -> 0);
    HoldFactors later = new HoldFactors(database, () -> now.plus(Duration.ofHours(1)));
    assertThat(later.least(ORG, MODEL, 1_000)).isEqualTo(12_000);
  }

  @Test
  void anInstanceThatKnowsNothingYet_doesNotLowerWhatOthersLearned() {
    factors.observe(ORG, MODEL, 1_000, 9_000);
    database.commit(handle -> 0);
    new HoldFactors(database, InstantSource.system()).observe(ORG, MODEL, 1_000, 1_100);
    database.commit(handle -> 0);
    assertThat(new HoldFactors(database, InstantSource.system()).least(ORG, MODEL, 1_000))
        .isEqualTo(9_000);
  }

  @Test
  void namesOfModels_areBounded() {
    for (int i = 0; i < 700; i++) {
      factors.observe(ORG, MODEL + i, 1_000, 9_000);
    }
    factors.observe(ORG, "m".repeat(5_000), 1_000, 9_000);
    assertThat(factors.least(ORG, "m".repeat(5_000), 1_000)).isEqualTo(1_000);
    long rows =
        database.commit(
            handle -> handle.select("SELECT COUNT(*) FROM hold_factor").mapTo(Long.class).one());
    assertThat(rows).isBetween(1L, 500L);
  }

  @Test
  void anyCounts_keepTheHoldBetweenOnceAndSixtyFourTimes() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      factors.observe(
          ORG,
          MODEL,
          random.nextLong() >> random.nextInt(64),
          random.nextLong() >> random.nextInt(64));
      assertThat(factors.least(ORG, MODEL, 1_000)).isBetween(1_000L, 64_000L);
    }
  }
}
