package dev.compresh.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import dev.compresh.cli.RunningProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Anthropic client for Java, unchanged but for its address and key. */
class AnthropicJavaTest {
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
          + "rkJggg==";

  @TempDir private Path folder;
  private RunningProgram program;
  private AnthropicClient client;

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

  private AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(program.url())
        .apiKey(key)
        .maxRetries(0)
        .responseValidation(true)
        .build();
  }

  private static MessageCreateParams.Builder ask(String text) {
    return MessageCreateParams.builder()
        .model("claude-sonnet-4-5")
        .maxTokens(4096)
        .addUserMessage(text);
  }

  private static Tool weather() {
    return Tool.builder()
        .name("get_weather")
        .inputSchema(
            Tool.InputSchema.builder()
                .properties(
                    Tool.InputSchema.Properties.builder()
                        .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                        .build())
                .required(List.of("city"))
                .build())
        .build();
  }

  private Message streamed(MessageCreateParams params) {
    MessageAccumulator whole = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
      events.stream().forEach(whole::accumulate);
    }
    return whole.message();
  }

  @Test
  void message_plainAndStreamedSayTheSame() {
    Message plain = client.messages().create(ask("Say hello.").build());
    Message streamed = streamed(ask("Say hello.").build());
    assertThat(streamed.content().getFirst().asText().text())
        .isNotEmpty()
        .isEqualTo(plain.content().getFirst().asText().text());
    assertThat(streamed.usage().outputTokens()).isEqualTo(plain.usage().outputTokens());
  }

  @Test
  void tools_areCalledAndTheirResultsTaken() {
    MessageCreateParams params = ask("Use get_weather").addTool(weather()).build();
    for (Message answer : List.of(client.messages().create(params), streamed(params))) {
      var call = answer.content().getFirst().asToolUse();
      assertThat(call.name()).isEqualTo("get_weather");
      ToolResultBlockParam result =
          ToolResultBlockParam.builder().toolUseId(call.id()).content("clear").build();
      MessageCreateParams next =
          params.toBuilder()
              .addMessage(answer)
              .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofToolResult(result)))
              .build();
      assertThat(client.messages().create(next).content()).isNotEmpty();
    }
  }

  @Test
  void images_pass() {
    ImageBlockParam image =
        ImageBlockParam.builder()
            .source(
                Base64ImageSource.builder()
                    .data(PIXEL)
                    .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                    .build())
            .build();
    TextBlockParam text = TextBlockParam.builder().text("What is it?").build();
    MessageCreateParams params =
        MessageCreateParams.builder()
            .model("claude-sonnet-4-5")
            .maxTokens(64)
            .addUserMessageOfContentBlockParams(
                List.of(ContentBlockParam.ofImage(image), ContentBlockParam.ofText(text)))
            .build();
    assertThat(client.messages().create(params).content()).isNotEmpty();
    assertThat(new String(program.forwarded(), StandardCharsets.UTF_8)).contains(PIXEL);
  }

  @Test
  void tokensAreCountedAndModelsListed() {
    MessageCountTokensParams params =
        MessageCountTokensParams.builder()
            .model("claude-sonnet-4-5")
            .addUserMessage("Say hello.")
            .build();
    assertThat(client.messages().countTokens(params).inputTokens()).isPositive();
    assertThat(client.models().list().data()).isNotEmpty();
  }

  @Test
  void errors_becomeTheClientsClasses() {
    AnthropicClient stranger = client("comp_" + "0".repeat(27));
    assertThatThrownBy(() -> stranger.messages().create(ask("x").build()))
        .isInstanceOf(UnauthorizedException.class)
        .hasMessageContaining("authentication_error");
    stranger.close();
    assertFails(BadRequestException.class, ask(""));
    assertFails(
        InternalServerException.class, ask("x").putAdditionalHeader("x-sim-fault", "status=529"));
    var limited = ask("x").putAdditionalHeader("x-sim-fault", "status=429;retry-after=3").build();
    assertThatThrownBy(() -> client.messages().create(limited))
        .isInstanceOfSatisfying(
            RateLimitException.class,
            e -> assertThat(e.headers().values("retry-after")).containsExactly("3"));
  }

  private void assertFails(
      Class<? extends AnthropicException> type, MessageCreateParams.Builder params) {
    assertThatThrownBy(() -> client.messages().create(params.build())).isInstanceOf(type);
  }

  @Test
  void longConversation_isCompressedAndAnswered() {
    LongDialogue talk = new LongDialogue(12);
    MessageCreateParams.Builder params = ask(talk.question(0)).addAssistantMessage(talk.answer(0));
    for (int i = 1; i < 60; i++) {
      params.addUserMessage(talk.question(i)).addAssistantMessage(talk.answer(i));
    }
    params.addUserMessage("Where did we want to go in May?");
    try (var raw = client.messages().withRawResponse().create(params.build())) {
      assertThat(Long.parseLong(raw.headers().values("x-compresh-saved-tokens").getFirst()))
          .isPositive();
      assertThat(raw.parse().content()).isNotEmpty();
    }
    assertThat(streamed(params.build()).content()).isNotEmpty();
  }

  @Test
  void brokenStream_isAnError() {
    var params = ask("Say hello.").putAdditionalHeader("x-sim-fault", "cut-after=400").build();
    assertThatThrownBy(() -> streamed(params)).isInstanceOf(AnthropicException.class);
  }
}
