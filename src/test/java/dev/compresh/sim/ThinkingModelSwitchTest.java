package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which models think and how, what they read of each other, and what belongs to an account. */
class ThinkingModelSwitchTest {
  private static final String DROPPED =
      "{'type':'thinking_dropped','path':'messages.1.content.0','reason':'%s_binding_mismatch'}";

  private final HttpClient client = HttpClient.newHttpClient();
  private SimProvider sim;

  @BeforeEach
  void start() throws IOException {
    sim = SimProvider.start(0, SimOptions.forTests().withTokenizer(String::length));
  }

  @AfterEach
  void stop() {
    sim.close();
    client.close();
  }

  private BoundConversation conversation(String model) {
    return new BoundConversation(client, sim.url(), model).beta();
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, claude-opus-5-5, true",
    "claude-opus-5-5, us.anthropic.claude-opus-5-5-v1:0, true",
    "claude-opus-5, claude-opus-5-5, true",
    "claude-sonnet-4-5-20250929, claude-opus-5-5, true",
    "claude-haiku-4-5, claude-sonnet-5-5, true",
    "claude-opus-5-5, claude-opus-5, false",
    "claude-opus-5-5, claude-sonnet-5, false",
    "claude-fable-5, claude-opus-5-5, false",
    "claude-fable-5-1, claude-opus-5-5, false",
    "claude-opus-5-5, claude-fable-5-1, true",
    "claude-opus-5, claude-mythos-5-1, true",
    "claude-fable-5-1, claude-mythos-5-1, true",
    "claude-mythos-5-1, claude-fable-5-2, true",
    "claude-fable-5-2, claude-fable-5-1, false",
    "claude-haiku-4-5, claude-haiku-5-5, false",
    "claude-haiku-5-5, claude-haiku-5-5, true",
    "claude-sonnet-5-5, claude-opus-5-5, false",
    "claude-sonnet-5-5, claude-fable-5-1, false"
  })
  void models_readSomeOfEachOther(String producer, String reader, boolean reads) throws Exception {
    BoundConversation conversation = conversation(producer);
    conversation.set("thinking", "{'type':'adaptive'}").turn("First");
    BoundConversation.BoundAnswer boundAnswer = conversation.model(reader).send();
    assertThat(boundAnswer.error()).isEmpty();
    assertThat(boundAnswer.transformations())
        .isEqualTo(reads ? "[]" : "[" + DROPPED.formatted("model") + "]");
  }

  @Test
  void aSwitchThereAndBack_keepsAllThinkingUsable() throws Exception {
    BoundConversation conversation = conversation("claude-opus-5-5").turn("First");
    conversation.model("claude-haiku-5-5").turn("Second").turn("Third");
    conversation.model("claude-opus-5-5").turn("Fourth");
    assertThat(conversation.send().json().path("input_transformations"))
        .extracting(each -> SimulatedJson.text(each, "path"))
        .containsExactly("messages.3.content.0", "messages.5.content.0");
    conversation.model("claude-haiku-5-5");
    assertThat(conversation.send().json().path("input_transformations"))
        .extracting(each -> SimulatedJson.text(each, "path"))
        .containsExactly("messages.1.content.0", "messages.7.content.0");
  }

  @Test
  void whatAModelCannotRead_isNeverCheckedFurther() throws Exception {
    BoundConversation conversation = conversation("claude-fable-5-1").turn("First");
    ((ObjectNode) conversation.messages().get(0)).put("content", "Other");
    assertThat(conversation.send().status()).isEqualTo(400);
    conversation.model("claude-opus-5-5");
    assertThat(conversation.send().transformations())
        .isEqualTo("[" + DROPPED.formatted("model") + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-5-5, claude-sonnet-5-5, organization",
    "claude-haiku-5-5, claude-haiku-5-5, organization",
    "claude-sonnet-5-5, claude-opus-5-5, organization",
    "claude-opus-5-5, claude-opus-5-5, ''",
    "claude-fable-5-1, claude-fable-5-1, ''",
    "claude-sonnet-5, claude-sonnet-5, ''"
  })
  void someThinking_belongsToItsAccount(String producer, String reader, String reason)
      throws Exception {
    BoundConversation conversation = conversation(producer);
    conversation.set("thinking", "{'type':'adaptive'}").turn("First");
    conversation.model(reader).key("sk-ant-two");
    assertThat(conversation.send().transformations())
        .isEqualTo(reason.isEmpty() ? "[]" : "[" + DROPPED.formatted(reason) + "]");
    conversation.model(producer).key("sk-ant-one");
    assertThat(conversation.send().transformations()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, adaptive, 200",
    "claude-opus-5-5, enabled, 400",
    "claude-opus-5-5, disabled, 400",
    "claude-opus-5-5, between_tools, 400",
    "claude-fable-5-1, disabled, 400",
    "claude-sonnet-5-5, between_tools, 200",
    "claude-sonnet-5-5, disabled, 400",
    "claude-haiku-5-5, disabled, 200",
    "claude-haiku-5-5, enabled, 400",
    "claude-opus-5, disabled, 200",
    "claude-opus-4-5, enabled, 200"
  })
  void models_takeSomeWaysOfThinking(String model, String type, int status) throws Exception {
    BoundConversation conversation = conversation(model).user("Hello");
    conversation.set("thinking", "{'type':'" + type + "','budget_tokens':1024}");
    BoundConversation.BoundAnswer boundAnswer = conversation.send();
    assertThat(boundAnswer.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(boundAnswer.error())
          .isEqualTo(
              "\"thinking.type."
                  + type
                  + "\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                  + " \"output_config.effort\" to control thinking behavior.");
    }
  }

  @Test
  void disabledThinking_isNone() throws Exception {
    BoundConversation conversation = conversation("claude-haiku-5-5").user("Hello");
    conversation.set("thinking", "{'type':'disabled'}");
    assertThat(conversation.send().json().path("content")).hasSize(1);
  }

  @Test
  void thinkingIsShown_whereTheRequestAsksForIt() throws Exception {
    BoundConversation conversation = conversation("claude-opus-5-5");
    conversation.set("thinking", "{'type':'adaptive','display':'summarized'}").turn("First");
    JsonNode shown = conversation.content(1).get(0);
    assertThat(SimulatedJson.text(shown, "thinking")).isNotEmpty();
    assertThat(conversation.send().transformations()).isEqualTo("[]");
  }

  @Test
  void olderModels_thinkWhereTheyAreAskedTo_andBindNothing() throws Exception {
    BoundConversation conversation = conversation("claude-sonnet-4-5");
    assertThat(conversation.turn("First").content(1)).hasSize(1);
    conversation.set("thinking", "{'type':'enabled','budget_tokens':1024}").turn("Second");
    assertThat(conversation.content(3)).hasSize(2);
    ((ObjectNode) conversation.messages().get(0)).put("content", "Other");
    assertThat(conversation.send().transformations()).isEqualTo("[]");
  }
}
