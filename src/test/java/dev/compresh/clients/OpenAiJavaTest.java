package dev.compresh.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.Headers;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.compresh.cli.RunningProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official OpenAI client for Java, unchanged but for its address and key. */
class OpenAiJavaTest {
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf"
          + "DwAChwGA60e6kgAAAABJRU5ErkJggg==";

  @TempDir private Path folder;
  private RunningProgram program;
  private OpenAIClient client;

  @BeforeEach
  void start() {
    program = RunningProgram.start(folder, RunningProgram.UNHURRIED);
    client = client(RunningProgram.KEY);
  }

  @AfterEach
  void stop() {
    client.close();
    program.close();
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(program.url() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .responseValidation(true)
        .build();
  }

  private static ChatCompletionCreateParams.Builder ask(String text) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(text);
  }

  private static ChatCompletionFunctionTool weather() {
    FunctionParameters parameters =
        FunctionParameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty(
                "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
            .putAdditionalProperty("required", JsonValue.from(List.of("city")))
            .build();
    return ChatCompletionFunctionTool.builder()
        .function(FunctionDefinition.builder().name("get_weather").parameters(parameters).build())
        .build();
  }

  private ChatCompletion streamed(ChatCompletionCreateParams params) {
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      chunks.stream().forEach(whole::accumulate);
    }
    return whole.chatCompletion();
  }

  @Test
  void chat_plainAndStreamedSayTheSame() {
    ChatCompletion plain = client.chat().completions().create(ask("Say hello.").build());
    assertThat(plain.usage().orElseThrow().promptTokens()).isPositive();
    ChatCompletion streamed = streamed(ask("Say hello.").build());
    assertThat(streamed.choices().getFirst().message().content())
        .isPresent()
        .isEqualTo(plain.choices().getFirst().message().content());
    assertThat(streamed.usage()).as("nobody asked for it").isEmpty();
  }

  @Test
  void tools_areCalledAndTheirResultsTaken() {
    ChatCompletionCreateParams params = ask("Use get_weather").addTool(weather()).build();
    for (ChatCompletion answer :
        List.of(client.chat().completions().create(params), streamed(params))) {
      var message = answer.choices().getFirst().message();
      var call = message.toolCalls().orElseThrow().getFirst().asFunction();
      assertThat(call.function().name()).isEqualTo("get_weather");
      ChatCompletionToolMessageParam result =
          ChatCompletionToolMessageParam.builder()
              .toolCallId(call.id())
              .content("{\"sky\":\"clear\"}")
              .build();
      ChatCompletionCreateParams next =
          params.toBuilder().addMessage(message).addMessage(result).build();
      assertThat(client.chat().completions().create(next).choices()).isNotEmpty();
    }
  }

  @Test
  void images_pass() {
    var image =
        ChatCompletionContentPartImage.builder()
            .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder().url(PIXEL).build())
            .build();
    var text = ChatCompletionContentPartText.builder().text("What is it?").build();
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o")
            .addUserMessageOfArrayOfContentParts(
                List.of(
                    ChatCompletionContentPart.ofText(text),
                    ChatCompletionContentPart.ofImageUrl(image)))
            .build();
    assertThat(client.chat().completions().create(params).choices()).isNotEmpty();
    assertThat(new String(program.forwarded(), StandardCharsets.UTF_8)).contains(PIXEL);
  }

  @Test
  void responses_plainAndStreamedSayTheSame() {
    ResponseCreateParams params =
        ResponseCreateParams.builder().model("gpt-5").input("Say hello.").build();
    Response plain = client.responses().create(params);
    ResponseAccumulator whole = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
      events.stream().forEach(whole::accumulate);
    }
    assertThat(whole.response().usage()).isPresent().isEqualTo(plain.usage());
    assertThat(text(whole.response())).isNotEmpty().isEqualTo(text(plain));
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .reduce("", String::concat);
  }

  @Test
  void embeddingsAndModels_answer() {
    EmbeddingCreateParams params =
        EmbeddingCreateParams.builder()
            .model("text-embedding-3-small")
            .inputOfArrayOfStrings(List.of("one", "two"))
            .build();
    assertThat(client.embeddings().create(params).data()).hasSize(2);
    String id = client.models().list().data().getFirst().id();
    assertThat(client.models().retrieve(id).id()).isEqualTo(id);
  }

  @Test
  void errors_becomeTheClientsClasses() {
    OpenAIClient stranger = client("comp_" + "0".repeat(27));
    assertThatThrownBy(() -> stranger.chat().completions().create(ask("x").build()))
        .isInstanceOfSatisfying(
            UnauthorizedException.class, e -> assertThat(e.code()).contains("invalid_api_key"));
    stranger.close();
    assertFails(BadRequestException.class, ask("x").temperature(3.0));
    assertFails(NotFoundException.class, ask("x").putAdditionalHeader("x-sim-fault", "status=404"));
    assertFails(
        InternalServerException.class, ask("x").putAdditionalHeader("x-sim-fault", "status=500"));
    var limited = ask("x").putAdditionalHeader("x-sim-fault", "status=429;retry-after=3").build();
    assertThatThrownBy(() -> client.chat().completions().create(limited))
        .isInstanceOfSatisfying(
            RateLimitException.class,
            e -> assertThat(e.headers().values("retry-after")).containsExactly("3"));
  }

  private void assertFails(
      Class<? extends OpenAIException> type, ChatCompletionCreateParams.Builder params) {
    assertThatThrownBy(() -> client.chat().completions().create(params.build())).isInstanceOf(type);
  }

  @Test
  void longConversation_isCompressedAndAnswered() {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder().model("gpt-4o").addSystemMessage("Be brief.");
    LongDialogue talk = new LongDialogue(11);
    for (int i = 0; i < 60; i++) {
      params.addUserMessage(talk.question(i)).addAssistantMessage(talk.answer(i));
    }
    params.addUserMessage("Where did we want to go in May?");
    try (var raw = client.chat().completions().withRawResponse().create(params.build())) {
      assertThat(number(raw.headers(), "saved-tokens")).isPositive();
      assertThat(number(raw.headers(), "optimized-tokens"))
          .isEqualTo(
              number(raw.headers(), "original-tokens") - number(raw.headers(), "saved-tokens"));
      assertThat(raw.parse().choices()).isNotEmpty();
    }
    assertThat(streamed(params.build()).choices()).isNotEmpty();
  }

  private static long number(Headers headers, String name) {
    return Long.parseLong(headers.values("x-compresh-" + name).getFirst());
  }

  @Test
  void brokenStream_isAnError() {
    var params = ask("Say hello.").putAdditionalHeader("x-sim-fault", "cut-after=400").build();
    assertThatThrownBy(() -> streamed(params)).isInstanceOf(OpenAIException.class);
  }
}
