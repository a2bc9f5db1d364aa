package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.cli.HeldProvider;
import dev.compresh.cli.StartText;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.observe.LogSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against its simulated provider, over real connections. */
class CompreshServerTest {
  private static final String KEY = "comp_" + "canary".repeat(4) + "abc";
  private static final String BODY =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"zebra-canary\"}]}";

  @TempDir private Path folder;
  private CompreshServer compreshServer;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private PrintStream standardError;

  @BeforeEach
  void start() {
    standardError = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    compreshServer = program(Map.of());
  }

  private CompreshServer program(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("COMPRESH_BOOTSTRAP_KEY", KEY);
    environment.put("COMPRESH_PORT", "0");
    environment.put("COMPRESH_ADMIN_PORT", "0");
    environment.put("COMPRESH_DATA", folder.resolve("data").toString());
    environment.put("COMPRESH_LOG_LEVEL", "debug");
    environment.put("COMPRESH_LOG_FORMAT", "json");
    environment.putAll(more);
    Config config = new ConfigLoader(environment, folder).load(Map.of(), null);
    return new CompreshServer(config);
  }

  @AfterEach
  void stop() {
    compreshServer.close();
    client.close();
    System.setErr(standardError);
    LogSetup.apply("warn", false);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(compreshServer.servers().url() + path))
        .header("authorization", "Bearer " + KEY)
        .header("content-type", "application/json");
  }

  private HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> admin(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + compreshServer.servers().adminPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void chat_isAnsweredWithEveryHeader() throws Exception {
    HttpResponse<String> answer = post("/v1/chat/completions", BODY);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("simulated provider");
    for (String name :
        new String[] {
          "x-compresh-original-tokens",
          "x-compresh-optimized-tokens",
          "x-compresh-saved-tokens",
          "x-compresh-savings-percent",
          "x-compresh-session-id",
          "x-compresh-proxy-overhead-ms",
          "x-ratelimit-limit",
          "x-ratelimit-remaining",
          "x-ratelimit-reset",
          "x-request-id"
        }) {
      assertThat(answer.headers().firstValue(name)).as(name).isPresent();
    }
  }

  @Test
  void stream_isMeteredAndShowsNoUsageThatNobodyAskedFor() throws Exception {
    String body = BODY.replace("{\"model\"", "{\"stream\":true,\"model\"");
    HttpResponse<String> answer = post("/v1/chat/completions", body);
    assertThat(answer.body()).contains("data: [DONE]").doesNotContain("\"usage\":{");
    EventualAssertion.is(
        () ->
            admin("/metrics")
                .body()
                .contains("compresh_provider_tokens_total{kind=\"output\",provider=\"sim\"}"));
  }

  @Test
  void providersError_passesWithTheHeadersOfPageOne() throws Exception {
    HttpResponse<String> answer = post("/v1/messages", BODY.replace("gpt-4o", "claude-x"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("max_tokens");
    assertThat(answer.headers().firstValue("x-compresh-session-id")).isPresent();
    assertThat(answer.headers().firstValue("x-ratelimit-limit")).isPresent();
  }

  @Test
  void unreachableProvider_is503WithTheHeadersOfPageOne() throws Exception {
    compreshServer.close();
    compreshServer = program(Map.of("COMPRESH_OPENAI_BASE_URL", "http://127.0.0.1:1"));
    HttpResponse<String> answer = post("/v1/chat/completions", BODY);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("upstream_unreachable");
    assertThat(answer.headers().firstValue("x-compresh-original-tokens")).isPresent();
    assertThat(answer.headers().firstValue("x-ratelimit-limit")).isPresent();
  }

  @Test
  void secretsAndPrompts_areInNoLogErrorOrMetric() throws Exception {
    StringBuilder seen = new StringBuilder();
    for (String path : new String[] {"/v1/chat/completions", "/v1/nothing", "/v1/messages"}) {
      seen.append(post(path, "{\"model\":" + BODY).body());
      seen.append(post(path, BODY, "x-compresh-mode", "zebra-canary").body());
      seen.append(post(path, BODY.replace("gpt-4o", KEY), "x-session-id", "/" + KEY).body());
    }
    post("/v1/chat/completions", BODY);
    seen.append(
        client
            .send(
                HttpRequest.newBuilder(URI.create(compreshServer.servers().url() + "/v1/key"))
                    .header("x-api-key", KEY)
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
    seen.append(admin("/metrics").body()).append(admin("/admin/v1/status").body());
    seen.append(log.toString(StandardCharsets.UTF_8));
    assertThat(seen.toString()).doesNotContain(KEY, KEY.substring(14), "zebra-canary");
  }

  @Test
  void admin_tellsMetricsHealthAndStatus() throws Exception {
    post("/v1/chat/completions", BODY);
    EventualAssertion.is(
        () ->
            admin("/metrics")
                .body()
                .contains("compresh_requests_total{endpoint=\"/v1/chat/completions\""));
    assertThat(admin("/health/ready").statusCode()).isEqualTo(200);
    assertThat(admin("/admin/v1/status").body()).contains("\"ready\":true", "simulated");
    assertThat(admin("/v1/models").statusCode()).isEqualTo(404);
  }

  @Test
  void drain_isNotReadyAtOnceAndLetsTheStreamFinish() throws Exception {
    compreshServer.close();
    try (HeldProvider held = new HeldProvider()) {
      compreshServer = program(Map.of("COMPRESH_OPENAI_BASE_URL", held.url()));
      HttpRequest chat =
          request("/v1/chat/completions")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      BODY.replace("{\"model\"", "{\"stream\":true,\"model\"")))
              .build();
      HttpResponse<InputStream> stream =
          client.send(chat, HttpResponse.BodyHandlers.ofInputStream());
      Thread drain = Thread.ofVirtual().start(compreshServer::drain);
      EventualAssertion.is(() -> compreshServer.assembly().draining().stopping());
      assertThat(admin("/health/ready").statusCode()).isEqualTo(503);
      assertThat(drain.isAlive()).isTrue();
      held.letGo();
      String text = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains("[DONE]");
      drain.join();
    }
  }

  @Test
  void startText_showsTheSignInOnce() {
    String first = String.join("\n", text(compreshServer));
    assertThat(first).contains("password", "curl -i http://127.0.0.1:", "simulated");
    compreshServer.close();
    compreshServer = program(Map.of());
    assertThat(String.join("\n", text(compreshServer))).doesNotContain("password");
  }

  private Iterable<String> text(CompreshServer running) {
    Config config =
        new ConfigLoader(Map.of("COMPRESH_DATA", Objects.requireNonNull(folder.toString())), folder)
            .load(Map.of(), null);
    return StartText.lines(config, running.servers(), running.made(), running.unpriced());
  }
}
