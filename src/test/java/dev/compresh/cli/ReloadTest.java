package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.compresh.account.Principal;
import dev.compresh.admin.ProviderService;
import dev.compresh.app.CompreshServer;
import dev.compresh.app.ConfigSource;
import dev.compresh.app.MasterKeys;
import dev.compresh.audit.AuditFilter;
import dev.compresh.audit.AuditLog;
import dev.compresh.await.EventualAssertion;
import dev.compresh.config.ConfigLoader;
import dev.compresh.config.Secret;
import dev.compresh.observe.LogSetup;
import dev.compresh.provider.ProviderStore;
import dev.compresh.store.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program while its configuration, providers and keys change under it. */
class ReloadTest {
  private static final String KEY = "comp_" + "reload".repeat(4) + "abc";
  private static final String CANARY = "sk-canary-4711";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<HttpServer> servers = new ArrayList<>();

  /** Provider's name and credential of each request that came. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private PrintStream standardError;
  private @Nullable CompreshServer started;

  @BeforeEach
  void capture() {
    standardError = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
    client.close();
    servers.forEach(server -> server.stop(0));
    System.setErr(standardError);
    LogSetup.apply("warn", false);
  }

  private String provider(String name, int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          asked.add(name + " " + exchange.getRequestHeaders().getFirst("authorization"));
          byte[] body =
              ("{\"id\":\"1\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,"
                      + "\"completion_tokens\":1},\"by\":\""
                      + name
                      + "\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("content-type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private Path yaml() {
    return folder.resolve("compresh.yaml");
  }

  private void start(String text) throws IOException {
    Files.writeString(yaml(), text);
    Map<String, String> environment =
        Map.of(
            "COMPRESH_BOOTSTRAP_KEY",
            KEY,
            "COMPRESH_PORT",
            "0",
            "COMPRESH_ADMIN_PORT",
            "0",
            "COMPRESH_LOG_FORMAT",
            "text",
            "COMPRESH_KEY_FILE",
            folder.resolve("master.key").toString(),
            "COMPRESH_DATA",
            folder.resolve("data").toString());
    ConfigSource source = new ConfigSource(new ConfigLoader(environment, folder), Map.of(), null);
    CompreshServer compreshServer = new CompreshServer(source.load());
    started = compreshServer;
    compreshServer.watch(source);
  }

  private CompreshServer program() {
    return Objects.requireNonNull(started);
  }

  private HttpResponse<String> ask() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(program().servers().url() + "/v1/chat/completions"))
            .header("authorization", "Bearer " + KEY)
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String admin(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + program().servers().adminPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private static String listing(String name, String url, String key, String more) {
    return "providers:\n  - {name: "
        + name
        + ", base-url: \""
        + url
        + "\", key: "
        + key
        + "}\n"
        + more;
  }

  @Test
  void aChangedFile_goesLive_andABrokenOneNever() throws Exception {
    String one = provider("one", 200);
    String two = provider("two", 200);
    start(listing("one", one, "k1", ""));
    assertThat(ask().body()).contains("\"by\":\"one\"");

    Files.writeString(yaml(), listing("two", two, "k2", "limits: {requests-per-minute: 77}\n"));
    EventualAssertion.is(() -> ask().body().contains("\"by\":\"two\""));
    assertThat(ask().headers().firstValue("x-ratelimit-limit")).hasValue("77");
    assertThat(asked.getLast()).isEqualTo("two Bearer k2");

    Files.writeString(yaml(), listing("one", one, "k1", "limits:\n  requests-per-minutes: 5\n"));
    EventualAssertion.is(() -> admin("/admin/v1/status").contains("has errors"));
    assertThat(ask().body()).contains("\"by\":\"two\"");
    assertThat(admin("/admin/v1/status"))
        .contains("compresh.yaml:4", "Did you mean 'requests-per-minute'?");
    EventualAssertion.is(() -> log.toString(StandardCharsets.UTF_8).contains("compresh.yaml:4"));
    assertThat(admin("/metrics")).contains("compresh_config_faults 1.0");

    Files.delete(yaml());
    EventualAssertion.is(() -> admin("/admin/v1/status").contains("can't be read any more"));
    assertThat(ask().body()).contains("\"by\":\"two\"");

    Files.writeString(yaml(), listing("one", one, "k1", ""));
    EventualAssertion.is(() -> ask().body().contains("\"by\":\"one\""));
    // It counts for requests a moment before it does for those who look.
    EventualAssertion.is(() -> admin("/metrics").contains("compresh_config_faults 0.0"));
    assertThat(admin("/health/ready")).contains("ok");
  }

  @Test
  void whatCanNotChange_isSaid() throws Exception {
    String one = provider("one", 200);
    start(listing("one", one, "k1", ""));
    Files.writeString(
        yaml(), listing("one", one, "k1", "recall: {store: true}\nadmin: {host: localhost}\n"));
    EventualAssertion.is(() -> admin("/admin/v1/status").contains("recall.store takes effect"));
    assertThat(ask().statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyThatIsReplaced_isUsedByTheNextRequest_andSeenNowhere() throws Exception {
    String one = provider("one", 200);
    start(listing("one", one, "k1", "log: {level: debug}\n"));
    assertThat(ask().statusCode()).isEqualTo(200);
    assertThat(asked.getLast()).isEqualTo("one Bearer k1");
    // Another process on the same data, as the command line is.
    try (Database database = Database.open(folder.resolve("data"))) {
      ProviderStore providers =
          new ProviderStore(
              database,
              MasterKeys.open(program().assembly().pipelines().config(), database),
              InstantSource.system());
      AuditLog auditLog = new AuditLog(database, InstantSource.system());
      ProviderService service =
          new ProviderService(
              database,
              providers,
              auditLog,
              () -> program().assembly().pipelines().config().providers(),
              () -> {});
      Principal cli = Principal.cli("org");
      assertThat(service.setKey(cli, "one", false, new Secret(CANARY))).isTrue();
      EventualAssertion.is(
          () -> {
            ask();
            return asked.getLast().equals("one Bearer " + CANARY);
          });
      assertThat(service.setKey(cli, "nobody", false, new Secret(CANARY))).isFalse();
      assertThat(auditLog.list(new AuditFilter(null, null, null, null, null, null, null), 10))
          .anyMatch(entry -> entry.action().equals("provider.key.set"))
          .noneMatch(entry -> entry.toString().contains(CANARY));
      assertThat(service.list(cli))
          .allMatch(providerView -> !providerView.toString().contains(CANARY));
      assertThat(Files.readString(folder.resolve("data/compresh.db"), StandardCharsets.ISO_8859_1))
          .doesNotContain(CANARY);
      assertThat(service.removeKey(cli, "one", false)).isTrue();
      EventualAssertion.is(
          () -> {
            ask();
            return asked.getLast().equals("one Bearer k1");
          });
    }
    assertThat(admin("/metrics") + admin("/admin/v1/status") + log.toString(StandardCharsets.UTF_8))
        .doesNotContain(CANARY);
  }

  @Test
  void aFailingProvider_isReplacedByTheNext_andTheRequestCountedOnce() throws Exception {
    String bad = provider("bad", 503);
    String good = provider("good", 200);
    start(
        "providers:\n  - {name: bad, base-url: \""
            + bad
            + "\", key: kb}\n  - {name: good, base-url: \""
            + good
            + "\", key: kg}\nroutes:\n  - model: m\n    providers:\n      - {provider: bad}\n"
            + "      - {provider: good, upstream-model: other}\n");
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = ask();
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"by\":\"good\"");
    }
    assertThat(asked)
        .containsExactly(
            "bad Bearer kb",
            "good Bearer kg",
            "bad Bearer kb",
            "good Bearer kg",
            "bad Bearer kb",
            "good Bearer kg");
    // It has failed three times in a row and cools down.
    ask();
    assertThat(asked).hasSize(7);
    assertThat(asked.getLast()).isEqualTo("good Bearer kg");
    assertThat(admin("/admin/v1/status")).contains("failures in a row: 3, cooling down for");
    EventualAssertion.is(
        () ->
            admin("/metrics")
                .contains(
                    "compresh_provider_requests_total{ending=\"complete\",provider=\"good\"} 4.0"));
    assertThat(admin("/metrics"))
        .contains("compresh_provider_retries_total{provider=\"bad\",reason=\"503\"} 3.0")
        .doesNotContain("compresh_provider_requests_total{ending=\"complete\",provider=\"bad\"}");
  }

  @Test
  void aRouteToAProviderThatIsStoredLater_worksOnceItIsThere() throws Exception {
    String one = provider("one", 200);
    String two = provider("two", 200);
    String more =
        "routes: [{model: m, provider: later}]\ndata: {folder: \""
            + folder.resolve("data")
            + "\"}\nsecurity: {key-file: \""
            + folder.resolve("master.key")
            + "\"}\n";
    start(listing("one", one, "k1", more));
    assertThat(ask().statusCode()).isEqualTo(404);
    assertThat(admin("/admin/v1/status")).contains("names the provider 'later'");
    CommandRun added =
        CommandRun.with(yaml(), "provider", "add", "later", "--base-url", two, "--local");
    assertThat(added.exit()).as(added.err()).isZero();
    EventualAssertion.is(() -> ask().body().contains("\"by\":\"two\""));
    assertThat(admin("/admin/v1/status")).doesNotContain("names the provider");
  }

  @Test
  void aChangedWebhookSecret_countsWithoutARestart() throws Exception {
    String one = provider("one", 200);
    start(listing("one", one, "k1", ""));
    assertThat(webhook()).isEqualTo(403);
    Files.writeString(
        yaml(), listing("one", one, "k1", "money: {stripe-webhook-secret: whsec_new}\n"));
    EventualAssertion.is(() -> webhook() == 400);
    assertThat(admin("/admin/v1/status")).doesNotContain("takes effect");
  }

  private int webhook() throws IOException, InterruptedException {
    URI uri =
        URI.create("http://127.0.0.1:" + program().servers().adminPort() + "/webhooks/stripe");
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }
}
