package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.config.ConfigLoader;
import dev.compresh.observe.trace.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the whole program sends to a collector. */
class TelemetryFlowTest {
  private static final String KEY = "comp_" + "canary".repeat(4) + "abc";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";

  @TempDir private Path folder;
  private OtlpReceiver receiver;
  private CompreshServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    receiver = new OtlpReceiver();
    server =
        new CompreshServer(
            new ConfigLoader(
                    Map.of(
                        "COMPRESH_BOOTSTRAP_KEY", KEY,
                        "COMPRESH_PORT", "0",
                        "COMPRESH_ADMIN_PORT", "0",
                        "COMPRESH_DATA", folder.resolve("data").toString(),
                        "COMPRESH_ACCESS_LOG", "false",
                        "COMPRESH_OTLP_ENDPOINT", receiver.endpoint().toString(),
                        "COMPRESH_TRACE_SAMPLE", "100%"),
                    folder)
                .load(Map.of(), null));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    receiver.close();
  }

  private int chat(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.servers().url() + path))
            .header("authorization", "Bearer " + KEY)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static String body(String model, boolean isStreamed) {
    return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"zebra-canary\"}]}"
        .formatted(model, isStreamed);
  }

  private Span span(String name) throws Exception {
    EventualAssertion.is(() -> receiver.find(name) != null);
    return Objects.requireNonNull(receiver.find(name));
  }

  private static String hex(com.google.protobuf.ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Test
  void request_hasASpanWithItsPlanAndItsAttemptBelow() throws Exception {
    String parent = "00-" + TRACE + "-" + CALLER + "-01";
    assertThat(chat("/v1/chat/completions", body("gpt-4o", true), "traceparent", parent))
        .isEqualTo(200);
    Span request = span("POST /v1/chat/completions");
    Span plan = span("plan");
    Span attempt = span("chat gpt-4o");
    for (Span span : new Span[] {request, plan, attempt}) {
      assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
      assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
    }
    assertThat(hex(request.getParentSpanId())).isEqualTo(CALLER);
    assertThat(plan.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(attempt.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(OtlpReceiver.attributes(request))
        .containsEntry("http.response.status_code", "200")
        .containsEntry("http.route", "/v1/chat/completions");
    assertThat(OtlpReceiver.attributes(attempt))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.request.model", "gpt-4o")
        .containsEntry("gen_ai.request.stream", "true")
        .containsKeys(
            "gen_ai.provider.name",
            "gen_ai.conversation.id",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "gen_ai.response.time_to_first_chunk",
            "server.address",
            "server.port");
  }

  @Test
  void noText_andNoKey_isInAnySpan() throws Exception {
    chat("/v1/chat/completions", body("gpt-4o", false));
    span("chat gpt-4o");
    span("POST /v1/chat/completions");
    assertThat(receiver.text()).doesNotContain("zebra").doesNotContain("canary");
  }

  @Test
  void refusedRequest_hasASpanOfItsOwn() throws Exception {
    assertThat(chat("/v1/chat/completions", "{")).isEqualTo(400);
    Span request = span("POST /v1/chat/completions");
    assertThat(OtlpReceiver.attributes(request)).containsEntry("http.response.status_code", "400");
    assertThat(request.getStatus().getCodeValue()).as("the client's fault").isZero();
  }

  @Test
  void providersError_isTheAttemptsError() throws Exception {
    chat("/v1/messages", body("claude-x", false));
    Span attempt = span("chat claude-x");
    assertThat(OtlpReceiver.attributes(attempt)).containsEntry("error.type", "400");
    assertThat(attempt.getStatus().getCodeValue()).isEqualTo(2);
  }

  @Test
  void callerThatDoesNotRecord_isNotRecorded() throws Exception {
    String unsampled = "00-" + TRACE + "-" + CALLER + "-00";
    chat("/v1/chat/completions", body("unsampled-model", false), "traceparent", unsampled);
    chat("/v1/chat/completions", body("gpt-4o", false));
    span("chat gpt-4o");
    assertThat(receiver.find("chat unsampled-model")).isNull();
  }

  @Test
  void metrics_goToTheCollectorAtTheEnd() throws Exception {
    chat("/v1/chat/completions", body("gpt-4o", false));
    span("POST /v1/chat/completions");
    server.close();
    assertThat(receiver.metrics())
        .containsKeys("compresh.requests", "compresh.request.duration", "compresh.heap.used");
  }
}
