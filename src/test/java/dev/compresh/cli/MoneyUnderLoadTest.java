package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.TopUps;
import dev.compresh.sim.SimOptions;
import dev.compresh.sim.SimProvider;
import dev.compresh.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole programs that share one store: what they spend together, and when one is killed. */
class MoneyUnderLoadTest {
  private static final String ASK =
      "{\"model\":\"gpt-4o\",\"max_tokens\":40,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Say something short, please.\"}]}";

  @TempDir private Path folder;

  private static long one(Database database, String sql) {
    return database.read(handle -> handle.select(sql).map((row, _) -> row.getLong(1)).one());
  }

  private static String org(Database database) {
    return database.read(
        handle -> handle.select("SELECT id FROM org").map((row, _) -> row.getString(1)).one());
  }

  private static void agrees(Database database, String org) {
    long used = one(database, "SELECT COALESCE(SUM(charge_micros), 0) FROM usage_event");
    long posted =
        -one(
            database,
            "SELECT COALESCE(SUM(micros), 0) FROM ledger_entry WHERE kind = 'USAGE' AND account ="
                + " 'org:"
                + org
                + "'");
    long toppedUp =
        one(
            database,
            "SELECT SUM(micros) FROM ledger_entry WHERE kind = 'TOP_UP' AND account LIKE 'org:%'");
    long spent =
        one(database, "SELECT COALESCE(SUM(cost_micros), 0) FROM spend WHERE scope = 'ORG'");
    assertThat(posted).isEqualTo(used);
    assertThat(spent).isEqualTo(used);
    assertThat(new Ledger(database).balance(org)).isEqualTo(toppedUp - used);
    assertThat(one(database, "SELECT COALESCE(SUM(micros), 0) FROM ledger_entry")).isZero();
  }

  @Test
  @Timeout(300)
  void twoHundredAtOnceOnTwoPrograms_neverOverdrawABalanceForTen() throws Exception {
    Map<String, String> off = Map.of("COMPRESH_MODE", "off", "COMPRESH_ACCESS_LOG", "false");
    byte[] body = ASK.getBytes(StandardCharsets.UTF_8);
    try (RunningProgram first = RunningProgram.quick(folder, off)) {
      assertThat(first.post("/v1/chat/completions", body, List.of()).statusCode()).isEqualTo(200);
    }
    try (Database database = Database.open(folder.resolve("data"))) {
      long cost = one(database, "SELECT COALESCE(SUM(cost_micros), 0) FROM usage_event");
      assertThat(cost).isPositive();
      // The first request is owed; the rest pays for ten more.
      new TopUps(database, InstantSource.system()).add(org(database), 11 * cost, "test", "");
    }
    try (RunningProgram one = RunningProgram.quick(folder, off);
        RunningProgram other = RunningProgram.quick(folder, off);
        Database database = Database.open(folder.resolve("data"))) {
      String org = org(database);
      AtomicInteger answered = new AtomicInteger();
      AtomicInteger refused = new AtomicInteger();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        RunningProgram at = i % 2 == 0 ? one : other;
        clients.add(
            Thread.startVirtualThread(
                () -> {
                  int status = at.post("/v1/chat/completions", body, List.of()).statusCode();
                  assertThat(status).isIn(200, 403);
                  (status == 200 ? answered : refused).incrementAndGet();
                }));
      }
      for (Thread client : clients) {
        client.join();
      }
      assertThat(answered.get() + refused.get()).isEqualTo(200);
      assertThat(answered.get()).isBetween(1, 10);
      one.restart();
      other.restart();
      assertThat(new Ledger(database).balance(org)).isNotNegative();
      assertThat(one(database, "SELECT COUNT(*) FROM usage_event WHERE status = 200"))
          .isEqualTo(answered.get() + 1);
      assertThat(one(database, "SELECT COUNT(*) FROM lease")).isZero();
      agrees(database, org);
    }
  }

  @Test
  @Timeout(300)
  void killedUnderLoad_theBooksAgreeAndNothingStaysHeld() throws Exception {
    SimOptions options = SimOptions.forTests().withTokenizer(text -> (text.length() + 3) / 4);
    try (SimProvider provider = SimProvider.start(0, options)) {
      Process victim = start(provider);
      String url = url(victim);
      Path data = folder.resolve("data");
      try (Database database = Database.open(data)) {
        String org = org(database);
        new TopUps(database, InstantSource.system()).add(org, 5_000_000, "test", "");
        HttpClient client = HttpClient.newHttpClient();
        EventualAssertion.is(
            () -> ask(client, url) == 200 && one(database, "SELECT COUNT(*) FROM lease") > 0);
        load(url, database, victim);
        assertThat(one(database, "SELECT COUNT(*) FROM lease")).isPositive();
        agrees(database, org);
      }
      Process again = start(provider);
      try (Database database = Database.open(data)) {
        String next = url(again);
        assertThat(one(database, "SELECT COUNT(*) FROM lease")).isZero();
        assertThat(ask(HttpClient.newHttpClient(), next)).isEqualTo(200);
        agrees(database, org(database));
      } finally {
        again.destroy();
        assertThat(again.waitFor()).isZero();
      }
      try (Database database = Database.open(data)) {
        agrees(database, org(database));
        assertThat(one(database, "SELECT COUNT(*) FROM lease")).isZero();
      }
    }
  }

  /** Asks from several clients at once, and kills the program while they do. */
  private static void load(String url, Database database, Process victim) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(
          Thread.startVirtualThread(
              () -> {
                HttpClient client = HttpClient.newHttpClient();
                while (!stop.get() && ask(client, url) == 200) {}
              }));
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(200).toNanos();
    while (one(database, "SELECT COUNT(*) FROM usage_event") < 150
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(victim.toHandle().destroyForcibly()).isTrue();
    victim.waitFor();
    stop.set(true);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(one(database, "SELECT COUNT(*) FROM usage_event")).isGreaterThanOrEqualTo(150);
  }

  private static int ask(HttpClient client, String url) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                  .timeout(Duration.ofSeconds(20))
                  .header("authorization", "Bearer " + RunningProgram.KEY)
                  .header("content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(ASK))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private Process start(SimProvider provider) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "up");
    builder
        .environment()
        .putAll(
            Map.of(
                "COMPRESH_BOOTSTRAP_KEY", RunningProgram.KEY,
                "COMPRESH_PORT", "0",
                "COMPRESH_ADMIN_PORT", "0",
                "COMPRESH_DATA", folder.resolve("data").toString(),
                "COMPRESH_ACCESS_LOG", "false",
                "COMPRESH_RATE_LIMIT", "0",
                "COMPRESH_OPENAI_BASE_URL", provider.url() + "/v1",
                "OPENAI_API_KEY", "sk-test"));
    builder.directory(folder.toFile());
    return builder.redirectErrorStream(true).start();
  }

  /** Where it says that it listens. */
  private static String url(Process program) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    String begin = "curl -i ";
    String end = "/v1/chat/completions";
    for (String line; (line = lines.readLine()) != null; ) {
      int from = line.indexOf(begin);
      int to = line.indexOf(end);
      if (from >= 0 && to > from) {
        return line.substring(from + begin.length(), to);
      }
    }
    throw new AssertionError("the program ended");
  }
}
