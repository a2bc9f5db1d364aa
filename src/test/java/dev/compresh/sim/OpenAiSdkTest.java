package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiSdkTest {
  private SimProvider sim;
  private OpenAIClient client;

  @BeforeEach
  void start() throws IOException {
    sim = SimProvider.start(0, SimOptions.forTests());
    client = client("sk-test");
  }

  @AfterEach
  void stop() {
    client.close();
    sim.close();
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(sim.url() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private static ChatCompletionCreateParams.Builder chat(String text) {
    return ChatCompletionCreateParams.builder()
        .model("gpt-4o")
        .addSystemMessage("Be brief.")
        .addUserMessage(text);
  }

  private static ChatCompletionFunctionTool weather() {
    FunctionParameters parameters =
        FunctionParameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty(
                "properties",
                JsonValue.from(
                    Map.of("city", Map.of("type", "string"), "days", Map.of("type", "integer"))))
            .putAdditionalProperty("required", JsonValue.from(List.of("city")))
            .build();
    return ChatCompletionFunctionTool.builder()
        .function(FunctionDefinition.builder().name("get_weather").parameters(parameters).build())
        .build();
  }

  @Test
  void chatSaysWhatItReceived() {
    ChatCompletion answer = client.chat().completions().create(chat("What is up?").build());
    String text = answer.choices().getFirst().message().content().orElseThrow();
    assertThat(text).contains("gpt-4o", "2 messages", "What is up?");
    assertThat(answer.choices().getFirst().finishReason().toString()).isEqualTo("stop");
    assertThat(answer.usage().orElseThrow().promptTokens()).isBetween(8L, 20L);
    assertThat(answer.usage().orElseThrow().totalTokens())
        .isEqualTo(
            answer.usage().orElseThrow().promptTokens()
                + answer.usage().orElseThrow().completionTokens());
  }

  @Test
  void chatStreamsTheSameText() {
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    ChatCompletionCreateParams params =
        chat("What is up?")
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      chunks.stream().forEach(whole::accumulate);
    }
    ChatCompletion unstreamed = client.chat().completions().create(chat("What is up?").build());
    assertThat(whole.chatCompletion().choices().getFirst().message().content())
        .isEqualTo(unstreamed.choices().getFirst().message().content());
    assertThat(whole.chatCompletion().usage()).isEqualTo(unstreamed.usage());
  }

  @Test
  void chatCallsATool() {
    ChatCompletion answer =
        client.chat().completions().create(chat("Use get_weather").addTool(weather()).build());
    assertThat(answer.choices().getFirst().finishReason().toString()).isEqualTo("tool_calls");
    assertCalled(answer);
  }

  @Test
  void chatStreamsAToolCall() {
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    ChatCompletionCreateParams params = chat("Use get_weather").addTool(weather()).build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      chunks.stream().forEach(whole::accumulate);
    }
    assertCalled(whole.chatCompletion());
  }

  private static void assertCalled(ChatCompletion answer) {
    ChatCompletionMessageFunctionToolCall call =
        answer.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
    assertThat(call.function().name()).isEqualTo("get_weather");
    assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Paris\"}");
    assertThat(call.id()).startsWith("call_");
  }

  @Test
  void embeddingsAreUnitVectors() {
    var answer =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model("text-embedding-3-small")
                    .inputOfArrayOfStrings(List.of("one", "two"))
                    .dimensions(64)
                    .build());
    assertThat(answer.data()).hasSize(2);
    List<Float> vector = answer.data().get(1).embedding();
    assertThat(vector).hasSize(64);
    assertThat(vector.stream().mapToDouble(x -> x * x).sum()).isBetween(0.999, 1.001);
  }

  @Test
  void modelsAreListed() {
    assertThat(client.models().list().data()).extracting(model -> model.id()).contains("gpt-4o");
    assertThat(client.models().retrieve("anything").id()).isEqualTo("anything");
  }

  @Test
  void errorsMapToTheSdksClasses() {
    OpenAIClient stranger = client("invalid");
    assertThatThrownBy(() -> stranger.chat().completions().create(chat("Hello").build()))
        .isInstanceOf(UnauthorizedException.class);
    stranger.close();
    assertThatThrownBy(
            () -> client.chat().completions().create(chat("Hi").model("missing-model").build()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("missing-model");
    assertThatThrownBy(
            () -> client.chat().completions().create(chat("Hello").temperature(3.0).build()))
        .isInstanceOf(BadRequestException.class);
    sim.script(new InjectedFault.StatusFault(429));
    assertThatThrownBy(() -> client.chat().completions().create(chat("Hello").build()))
        .isInstanceOf(RateLimitException.class);
  }
}
