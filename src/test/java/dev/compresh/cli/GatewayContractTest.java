package dev.compresh.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Claude Code's documentation asks of a gateway; docs/gateway-contracts.md lists it. */
class GatewayContractTest {
  private static final String BODY =
      "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":20,\"system\":[{\"type\":\"text\","
          + "\"text\":\"x-anthropic-billing-header: cc_version=2.1.197.abc; cch=00000;\"},"
          + "{\"type\":\"text\",\"text\":\"You are helpful.\"}],\"metadata\":{\"user_id\":\"u\"},"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  @TempDir private Path folder;

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder messages(RunningProgram program) {
    return HttpRequest.newBuilder(URI.create(program.url() + "/v1/messages"))
        .header("content-type", "application/json")
        .header("anthropic-version", "2023-06-01")
        .header("anthropic-beta", "claude-code-20250219,interleaved-thinking-2025-05-14")
        .header("x-app", "cli")
        .header("x-stainless-lang", "js")
        .header("x-claude-code-session-id", "a-session")
        .POST(HttpRequest.BodyPublishers.ofString(BODY));
  }

  @Test
  void headersAndBody_areForwardedAsTheyCame() throws Exception {
    try (RunningProgram program = RunningProgram.quick(folder, RunningProgram.UNHURRIED)) {
      for (String name : new String[] {"authorization", "x-api-key"}) {
        String value =
            name.equals("x-api-key") ? RunningProgram.KEY : "Bearer " + RunningProgram.KEY;

        assertThat(send(messages(program).header(name, value)).statusCode()).isEqualTo(200);

        var received = program.provider().recorded().all().getLast().request();
        Headers headers = received.headers();
        assertThat(headers.first("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(headers.first("anthropic-beta"))
            .isEqualTo("claude-code-20250219,interleaved-thinking-2025-05-14");
        assertThat(new String(received.body(), UTF_8))
            .as("attribution block and unknown fields")
            .isEqualTo(BODY);
      }
    }
  }

  @Test
  void models_haveIdAndDisplayName() throws Exception {
    try (RunningProgram program = RunningProgram.quick(folder, Map.of())) {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(URI.create(program.url() + "/v1/models?limit=1000"))
                  .header("anthropic-version", "2023-06-01")
                  .header("authorization", "Bearer " + RunningProgram.KEY));

      JsonNode data = new JsonMapper().readTree(answer.body()).path("data");
      assertThat(data.valueStream().map(model -> model.path("id").asString("")))
          .anyMatch(id -> id.startsWith("claude-sonnet-"));
      assertThat(
              data.valueStream()
                  .filter(model -> model.path("id").asString("").startsWith("claude")))
          .allSatisfy(model -> assertThat(model.path("display_name").asString("")).isNotEmpty());
    }
  }

  @Test
  void aWrongKey_getsAnthropicsEnvelope() throws Exception {
    try (RunningProgram program = RunningProgram.quick(folder, Map.of())) {
      HttpResponse<String> answer = send(messages(program).header("authorization", "Bearer wrong"));

      assertThat(answer.statusCode()).isEqualTo(401);
      JsonNode body = new JsonMapper().readTree(answer.body());
      assertThat(body.path("type").asString("")).isEqualTo("error");
      assertThat(body.at("/error/type").asString("")).isEqualTo("authentication_error");
    }
  }

  @Test
  void endpointsThatAreNotServed_areNotRedirected() throws Exception {
    try (RunningProgram program = RunningProgram.quick(folder, Map.of())) {
      for (String path : new String[] {"/protocol", "/managed/settings"}) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(program.url() + path))
                .header("authorization", "Bearer " + RunningProgram.KEY);
        assertThat(send(request).statusCode()).isEqualTo(404);
      }
    }
  }
}
