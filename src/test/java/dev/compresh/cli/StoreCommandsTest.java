package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.app.ExitCode;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.SpendCap;
import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.usage.InputAccounting;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.UsageLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StoreCommandsTest {

  @TempDir Path folder;

  @BeforeEach
  void firstStart() throws Exception {
    try (Database database = Database.open(folder)) {
      new Bootstrap(
              database, new KeyDirectory(database, InstantSource.system()), InstantSource.system())
          .run("comp_abcdefghijklmnopqrstuvwxyz0");
    }
  }

  private CommandRun run(String command, String... words) {
    return CommandRun.on(folder, command, words);
  }

  private void use(String key, long original, long forwarded) throws Exception {
    try (Database database = Database.open(folder);
        UsageLog log = new UsageLog(database)) {
      log.append(
          new UsageEvent(
              "event" + original,
              Instant.now(),
              new UsageEvent.EventCaller("org", "user", key, "chat-1"),
              new UsageEvent.EventCall(
                  "r", "/v1/messages", "claude", "anthropic", "claude", true, "max"),
              new UsageEvent.EventPrompt(
                  original, forwarded, false, Map.of("tool_output", original - forwarded)),
              new UsageEvent.EventAnswer(200, "COMPLETE", new Usage(1, 2_345, 0, 0, 77, 0), 0),
              new UsageEvent.EventTiming(1, 2, 3),
              new InputAccounting(
                  100 * original,
                  100 * forwarded,
                  true,
                  3 * original,
                  3 * forwarded,
                  forwarded > original,
                  false)));
    }
  }

  @Test
  void create_printsTheKeyAloneAndAllElseToTheErrorOutput() throws Exception {
    CommandRun commandRun =
        run(
            "key",
            "create",
            "Build server",
            "--expires",
            "30d",
            "--rpm",
            "60",
            "--mode",
            "Max",
            "--model",
            "gpt-5,claude-x");
    assertThat(commandRun.exit()).isZero();
    assertThat(commandRun.out().strip()).matches("comp_[0-9A-Za-z]{27}");
    assertThat(commandRun.err())
        .contains("shown only once")
        .doesNotContain(commandRun.out().strip());
    JsonNode key = new JsonMapper().readTree(run("key", "list", "--json").out()).get(0);
    assertThat(key.get("description").asString()).isEqualTo("Build server");
    assertThat(key.get("requests_per_minute").asInt()).isEqualTo(60);
    assertThat(key.get("mode").asString()).isEqualTo("max");
    assertThat(key.get("models")).hasSize(2);
    assertThat(key.get("expires").isNull()).isFalse();
  }

  @Test
  void create_namesWhatIsWrongAndMakesNothing() {
    assertThat(run("key", "create", "x", "--rpm", "3").err()).contains("10");
    assertThat(run("key", "create", "x", "--mode", "fast").err()).contains("balanced");
    assertThat(run("key", "create", "x", "--objective", "fame").err())
        .contains("auto, tokens, cost");
    CommandRun commandRun = run("key", "create", "x", "--expires", "tomorrow");
    assertThat(commandRun.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(commandRun.err()).contains("30d");
    assertThat(run("key", "list").out().lines()).hasSize(2);
  }

  @Test
  void list_showsKeysWithTheirUsageAndNoSecret() throws Exception {
    use("abcdefghi", 10_000, 4_000);
    CommandRun commandRun = run("key", "list");
    assertThat(commandRun.exit()).isZero();
    assertThat(commandRun.out())
        .contains("abcdefghi", "…xyz0", "Bootstrap key", "active", "10,000", "6,000")
        .doesNotContain("jklmnop");
  }

  @Test
  void list_showsWhatKeysHaveSpent() throws Exception {
    try (Database database = Database.open(folder)) {
      var _ =
          database.write(
              handle ->
                  handle.execute(
                      """
                      INSERT INTO spend VALUES ('KEY', 'abcdefghi', 20000, 2, 0, 9, 8, 7, 0, 0, 6,
                        1250003, 40)
                      """));
    }
    assertThat(run("key", "list").out()).contains("SPEND USD", "1.250003");
    JsonNode key = new JsonMapper().readTree(run("key", "list", "--json").out()).get(0);
    assertThat(key.get("spend_micros").asLong()).isEqualTo(1_250_003);
  }

  @Test
  void revoke_takesTheIdOrTheWholeKeyAndHidesItFromTheList() {
    String key = run("key", "create", "one").out().strip();
    assertThat(run("key", "revoke", key).out()).contains("(one) was revoked").doesNotContain(key);
    assertThat(run("key", "revoke", "abcdefghi").exit()).isZero();
    assertThat(run("key", "list").out().lines()).hasSize(1);
    assertThat(run("key", "list", "--all").out().lines()).hasSize(3);
    CommandRun none = run("key", "revoke", "abcdefghX");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("No such key");
  }

  @Test
  void usage_showsTokensBeforeAndAfter() throws Exception {
    use("abcdefghi", 10_000, 4_000);
    use("abcdefghi", 2_000, 2_000);
    CommandRun commandRun = run("usage", "--by", "key", "--since", "1h");
    assertThat(commandRun.exit()).isZero();
    assertThat(commandRun.out())
        .contains(
            "abcdefghi Bootstrap key", "12,000", "6,000", "50.0", "4,690", "tool_output 6,000");
    JsonNode report = new JsonMapper().readTree(run("usage", "--json", "--by", "model").out());
    assertThat(report.get("total").get("saved_tokens").asInt()).isEqualTo(6_000);
    assertThat(report.get("rows").get(0).get("label").asString()).isEqualTo("claude");
  }

  @Test
  void savings_areShownWithLossesAsLosses() throws Exception {
    use("abcdefghi", 10_000, 4_000);
    use("abcdefghi", 2_000, 11_500);
    CommandRun commandRun = run("usage", "--savings", "--by", "key");
    assertThat(commandRun.exit()).isZero();
    assertThat(commandRun.out())
        .contains("NET SAVING", "abcdefghi Bootstrap key", "-3,500", "-29.2", "-0.0105")
        .doesNotContain("held out");
    JsonNode report = new JsonMapper().readTree(run("usage", "--savings", "--json").out());
    JsonNode total = report.get("total");
    assertThat(total.get("net_micro_usd").asLong()).isEqualTo(-10_500);
    assertThat(total.get("net_token_hundredths").asLong()).isEqualTo(-350_000);
    assertThat(total.get("cache_busts").asInt()).isEqualTo(1);
    assertThat(report.get("held_out").get("requests").asInt()).isZero();
    assertThat(run("usage", "--savings", "--since", "2000-01-01").exit()).isZero();
  }

  @Test
  void savings_withoutAnySaySo() {
    assertThat(run("usage", "--savings").out()).contains("No costs in this period");
  }

  @Test
  void usage_withoutAnySaysSo() {
    assertThat(run("usage").out()).contains("No requests");
    assertThat(run("usage", "--by", "moon").err()).contains("day, key, model or session");
    assertThat(run("usage", "--since", "soon").err()).contains("24h");
  }

  @Test
  void aFolderWithoutData_isSaidAndNotMade() {
    Path missing = folder.resolve("missing");
    CommandRun commandRun = CommandRun.on(missing, "key", "list");
    assertThat(commandRun.exit()).isEqualTo(1);
    assertThat(commandRun.err()).contains("compresh up");
    assertThat(missing).doesNotExist();
  }

  @Test
  void aKeysSpendCap_isSetChangedAndTakenAway() throws Exception {
    String secret = run("key", "create", "capped", "--cap", "12.50").out();
    String id = secret.substring(5, 14);
    assertThat(cap(id)).contains(new SpendCap(BudgetScope.KEY, id, 12_500_000, BudgetPeriod.MONTH));
    assertThat(run("key", "edit", id, "--cap", "$3", "--cap-period", "day").exit()).isZero();
    assertThat(cap(id)).contains(new SpendCap(BudgetScope.KEY, id, 3_000_000, BudgetPeriod.DAY));
    assertThat(run("key", "edit", id, "--rpm", "20").exit()).isZero();
    assertThat(cap(id)).isPresent();
    assertThat(run("key", "edit", id, "--cap", "none").exit()).isZero();
    assertThat(cap(id)).isEmpty();
    assertThat(run("key", "edit", id, "--cap", "much").err()).contains("--cap");
    assertThat(run("key", "edit", id, "--cap", "-1").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run("key", "edit", id, "--cap", "1", "--cap-period", "week").err())
        .contains("--cap-period");
  }

  private Optional<SpendCap> cap(String id) throws Exception {
    try (Database database = Database.open(folder)) {
      return new CapTable(database).get(BudgetScope.KEY, id);
    }
  }
}
