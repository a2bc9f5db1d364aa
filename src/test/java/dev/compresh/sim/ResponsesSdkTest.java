package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponsesSdkTest {
  private SimProvider sim;
  private OpenAIClient client;

  @BeforeEach
  void start() throws IOException {
    sim = SimProvider.start(0, SimOptions.forTests());
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(sim.url() + "/v1")
            .apiKey("sk-test")
            .maxRetries(0)
            .responseValidation(true)
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    sim.close();
  }

  private static ResponseCreateParams.Builder ask(String text) {
    return ResponseCreateParams.builder().model("gpt-5").instructions("Be brief.").input(text);
  }

  private static FunctionTool weather() {
    return FunctionTool.builder()
        .name("get_weather")
        .strict(true)
        .parameters(
            FunctionTool.Parameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .build())
        .build();
  }

  private Response streamed(ResponseCreateParams params) {
    ResponseAccumulator whole = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
      events.stream().forEach(whole::accumulate);
    }
    return whole.response();
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void responseSaysWhatItReceived() {
    Response response = client.responses().create(ask("What is up?").build());
    assertThat(text(response)).contains("gpt-5", "2 messages", "What is up?");
    assertThat(response.status().orElseThrow().toString()).isEqualTo("completed");
    assertThat(response.usage().orElseThrow().inputTokens()).isBetween(8L, 20L);
  }

  @Test
  void responseStreamsTheSameText() {
    Response whole = client.responses().create(ask("What is up?").build());
    Response streamed = streamed(ask("What is up?").build());
    assertThat(text(streamed)).isEqualTo(text(whole));
    assertThat(streamed.usage()).isEqualTo(whole.usage());
  }

  @Test
  void responseCallsAToolStreamedAndNot() {
    ResponseCreateParams params = ask("Use get_weather").addTool(weather()).build();
    for (Response response : List.of(client.responses().create(params), streamed(params))) {
      var call = response.output().getFirst().asFunctionCall();
      assertThat(call.name()).isEqualTo("get_weather");
      assertThat(call.arguments()).isEqualTo("{\"city\":\"Paris\"}");
    }
  }

  @Test
  void responseReasonsWhereItIsAskedTo() {
    ResponseCreateParams params =
        ask("Think.").reasoning(Reasoning.builder().effort(ReasoningEffort.LOW).build()).build();
    for (Response response : List.of(client.responses().create(params), streamed(params))) {
      assertThat(response.output().getFirst().asReasoning().id()).startsWith("rs_");
      assertThat(response.usage().orElseThrow().outputTokensDetails().reasoningTokens())
          .isPositive();
    }
  }

  @Test
  void responseGoesOnFromAnEarlierOne() {
    Response first = client.responses().create(ask("My name is Ada.").build());
    Response second =
        client.responses().create(ask("And now?").previousResponseId(first.id()).build());
    assertThat(second.usage().orElseThrow().inputTokens())
        .isGreaterThan(
            first.usage().orElseThrow().inputTokens() + first.usage().orElseThrow().outputTokens());
  }
}
