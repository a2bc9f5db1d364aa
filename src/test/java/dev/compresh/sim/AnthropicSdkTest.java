package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
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
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnthropicSdkTest {
  private SimProvider sim;
  private AnthropicClient client;

  @BeforeEach
  void start() throws IOException {
    sim = SimProvider.start(0, SimOptions.forTests());
    client = client("sk-ant-test");
  }

  @AfterEach
  void stop() {
    client.close();
    sim.close();
  }

  private AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(sim.url())
        .apiKey(key)
        .maxRetries(0)
        .responseValidation(true)
        .build();
  }

  private static MessageCreateParams.Builder ask(String text) {
    return MessageCreateParams.builder()
        .model("claude-sonnet-4-5")
        .maxTokens(4096)
        .system("Be brief.")
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
  void messageSaysWhatItReceived() {
    Message message = client.messages().create(ask("What is up?").build());
    assertThat(message.content().getFirst().asText().text())
        .contains("claude-sonnet-4-5", "2 messages", "What is up?");
    assertThat(message.stopReason()).contains(StopReason.END_TURN);
    assertThat(message.usage().inputTokens()).isBetween(8L, 20L);
    assertThat(message.usage().cacheReadInputTokens()).contains(0L);
  }

  @Test
  void messageStreamsTheSameText() {
    Message whole = client.messages().create(ask("What is up?").build());
    Message streamed = streamed(ask("What is up?").build());
    assertThat(streamed.content().getFirst().asText().text())
        .isEqualTo(whole.content().getFirst().asText().text());
    assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
    assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
  }

  @Test
  void messageCallsAToolStreamedAndNot() {
    MessageCreateParams params = ask("Use get_weather").addTool(weather()).build();
    for (Message message : List.of(client.messages().create(params), streamed(params))) {
      var call = message.content().getFirst().asToolUse();
      assertThat(call.name()).isEqualTo("get_weather");
      assertThat(call._input()).isEqualTo(JsonValue.from(Map.of("city", "Paris")));
      assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
    }
  }

  @Test
  void thinkingCarriesASignatureThatIsChecked() {
    MessageCreateParams params = ask("Think.").enabledThinking(1024).build();
    for (Message message : List.of(client.messages().create(params), streamed(params))) {
      var thinking = message.content().getFirst().asThinking();
      assertThat(ThinkingSignature.plausible(thinking.thinking(), thinking.signature())).isTrue();
      MessageCreateParams next =
          params.toBuilder().addMessage(message).addUserMessage("Go on.").build();
      assertThat(client.messages().create(next).content()).hasSize(2);
    }
  }

  @Test
  void imagesAreTaken() {
    ImageBlockParam image =
        ImageBlockParam.builder()
            .source(
                Base64ImageSource.builder()
                    .data("iVBORw0KGgo=")
                    .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                    .build())
            .build();
    Message message =
        client
            .messages()
            .create(
                ask("First.")
                    .addUserMessageOfContentBlockParams(
                        List.of(
                            ContentBlockParam.ofImage(image),
                            ContentBlockParam.ofText(
                                TextBlockParam.builder().text("What is this?").build())))
                    .build());
    assertThat(message.usage().inputTokens()).isGreaterThan(765);
  }

  @Test
  void countTokensAgreesWithUsage() {
    long counted =
        client
            .messages()
            .countTokens(
                MessageCountTokensParams.builder()
                    .model("claude-sonnet-4-5")
                    .system("Be brief.")
                    .addUserMessage("What is up?")
                    .build())
            .inputTokens();
    assertThat(counted)
        .isEqualTo(client.messages().create(ask("What is up?").build()).usage().inputTokens());
  }

  @Test
  void modelsAreListed() {
    assertThat(client.models().list().data())
        .extracting(model -> model.id())
        .contains("claude-sonnet-4-5");
  }

  @Test
  void errorsMapToTheSdksClasses() {
    AnthropicClient stranger = client("invalid");
    assertThatThrownBy(() -> stranger.messages().create(ask("Hello").build()))
        .isInstanceOf(UnauthorizedException.class);
    stranger.close();
    assertThatThrownBy(() -> client.messages().create(ask("Hi").model("missing-model").build()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> client.messages().create(ask("").build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("non-empty");
    sim.script(new InjectedFault.StatusFault(429));
    assertThatThrownBy(() -> client.messages().create(ask("Hello").build()))
        .isInstanceOf(RateLimitException.class);
  }
}
