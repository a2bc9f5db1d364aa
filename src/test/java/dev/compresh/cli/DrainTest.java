package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.app.CompreshServer;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program while it stops, as clients and load balancers see it on the clients' port. */
class DrainTest {
  private static final String KEY = "comp_" + "drain".repeat(5) + "ab";
  private static final String BODY =
      "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  @TempDir private Path folder;

  @Test
  void untilStreamsHaveFinished_thePortSays503() throws Exception {
    HeldProvider provider = new HeldProvider();
    Map<String, String> environment =
        Map.of(
            "COMPRESH_OPENAI_BASE_URL",
            provider.url(),
            "COMPRESH_BOOTSTRAP_KEY",
            KEY,
            "COMPRESH_PORT",
            "0",
            "COMPRESH_ADMIN_PORT",
            "0",
            "COMPRESH_ACCESS_LOG",
            "false",
            "COMPRESH_DATA",
            folder.resolve("data").toString());
    Config config = new ConfigLoader(environment, folder).load(Map.of(), null);
    try (HttpClient streaming = HttpClient.newHttpClient();
        CompreshServer compreshServer = new CompreshServer(config)) {
      String url = compreshServer.servers().url();
      HttpRequest chat =
          HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
              .header("authorization", "Bearer " + KEY)
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(BODY))
              .build();
      HttpResponse<InputStream> stream = streaming.send(chat, BodyHandlers.ofInputStream());
      // Closed in any case: the client that asked for it would wait for its end.
      try (InputStream body = stream.body()) {
        Thread stopping = Thread.ofVirtual().start(compreshServer::drain);
        refusesNewRequests(url, chat);
        provider.letGo();
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
            .endsWith("data: [DONE]\n\n");
        stopping.join();
      }
    } finally {
      provider.close();
    }
  }

  private static void refusesNewRequests(String url, HttpRequest chat)
      throws IOException, InterruptedException {
    HttpRequest ready = HttpRequest.newBuilder(URI.create(url + "/health/ready")).build();
    try (HttpClient late = HttpClient.newHttpClient()) {
      int status = 200;
      while (status == 200) {
        status = late.send(ready, BodyHandlers.discarding()).statusCode();
      }
      assertThat(status).isEqualTo(503);
      HttpResponse<String> refused = late.send(chat, BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("\"code\":\"shutting_down\"");
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
    }
  }
}
