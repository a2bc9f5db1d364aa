package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.compresh.config.ConfigLoader;
import dev.compresh.observe.trace.OtlpReceiver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What providers learn of traces. */
class TracePropagationTest {
  private static final String KEY = "comp_" + "canary".repeat(4) + "abc";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final String BODY =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final byte[] ANSWER =
      "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  /** Returns the headers {@code traceparent} that the provider got. */
  private List<String> received(boolean isPropagated) throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          try (exchange) {
            received.addAll(exchange.getRequestHeaders().get("traceparent"));
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
          }
        });
    provider.start();
    Map<String, String> environment =
        Map.of(
            "COMPRESH_BOOTSTRAP_KEY",
            KEY,
            "COMPRESH_PORT",
            "0",
            "COMPRESH_ADMIN_PORT",
            "0",
            "COMPRESH_ACCESS_LOG",
            "false",
            "COMPRESH_DATA",
            folder.resolve("data").toString(),
            "COMPRESH_OPENAI_BASE_URL",
            "http://127.0.0.1:" + provider.getAddress().getPort());
    try (OtlpReceiver receiver = new OtlpReceiver();
        CompreshServer server =
            new CompreshServer(
                new ConfigLoader(environment, folder)
                    .load(
                        Map.of(
                            "telemetry.otlp-endpoint", receiver.endpoint().toString(),
                            "telemetry.propagate", Boolean.toString(isPropagated)),
                        null));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.servers().url() + "/v1/chat/completions"))
              .header("authorization", "Bearer " + KEY)
              .header("content-type", "application/json")
              .header("traceparent", PARENT)
              .POST(HttpRequest.BodyPublishers.ofString(BODY))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    } finally {
      provider.stop(0);
    }
    return received;
  }

  @Test
  void clientsHeader_goesOutAsItCame() throws Exception {
    assertThat(received(false)).containsExactly(PARENT);
  }

  @Test
  void propagation_namesTheAttemptsSpanInTheSameTrace() throws Exception {
    List<String> received = received(true);
    assertThat(received).hasSize(1);
    assertThat(received.getFirst())
        .startsWith("00-" + TRACE + "-")
        .endsWith("-01")
        .isNotEqualTo(PARENT);
  }
}
