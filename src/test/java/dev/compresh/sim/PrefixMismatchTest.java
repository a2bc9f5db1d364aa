package dev.compresh.sim;

import static dev.compresh.sim.BoundConversation.OPUS;
import static dev.compresh.sim.BoundConversation.behavior;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request can have done with thinking that is bound to another conversation. */
class PrefixMismatchTest {
  private static final String DROPPED =
      "{'type':'thinking_dropped','path':'%s','reason':'prefix_binding_mismatch'}";
  private static final String ALLOWED =
      "{'type':'thinking_mismatch_allowed','path':'%s','reason':'prefix_binding_mismatch'}";

  private final HttpClient client = HttpClient.newHttpClient();
  private SimProvider enforcing;
  private SimProvider lenient;

  @BeforeEach
  void start() throws IOException {
    SimOptions options = SimOptions.forTests().withTokenizer(String::length);
    enforcing = SimProvider.start(0, options);
    lenient = SimProvider.start(0, options.withPrefixEnforcement(PrefixEnforcement.LENIENT));
  }

  @AfterEach
  void stop() {
    enforcing.close();
    lenient.close();
    client.close();
  }

  /** Thinking in messages 1, 3 and 5; what precedes the last two was changed. */
  private BoundConversation changed(SimProvider sim) throws Exception {
    BoundConversation conversation = new BoundConversation(client, sim.url(), OPUS);
    conversation.turn("First").turn("Second").turn("Third");
    ((ObjectNode) conversation.messages().get(2)).put("content", "Other");
    return conversation;
  }

  private static String list(String entry, String... paths) {
    return List.of(paths).stream().map(entry::formatted).toList().toString().replace(", ", ",");
  }

  @Test
  void dropBlock_dropsTheBlockAndAllLaterOnes() throws Exception {
    BoundConversation conversation = changed(enforcing).dropsBlocks();
    BoundConversation.BoundAnswer boundAnswer = conversation.send();
    assertThat(boundAnswer.transformations())
        .isEqualTo(list(DROPPED, "messages.3.content.0", "messages.5.content.0"));
    conversation.removeThinking(3);
    conversation.removeThinking(5);
    BoundConversation.BoundAnswer without = conversation.send();
    assertThat(without.transformations()).isEqualTo("[]");
    assertThat(without.inputTokens()).isEqualTo(boundAnswer.inputTokens());
  }

  @Test
  void dropBlock_goesForOneRequestOnly() throws Exception {
    BoundConversation conversation = changed(enforcing).dropsBlocks().turn("Fourth");
    assertThat(conversation.send().transformations())
        .isEqualTo(
            list(DROPPED, "messages.3.content.0", "messages.5.content.0", "messages.7.content.0"));
    conversation.body().remove("thinking");
    assertThat(conversation.send().error()).contains("bound to a different conversation");
  }

  @Test
  void thinkingMadeAfterADrop_isFineWithoutTheDroppedOnes() throws Exception {
    BoundConversation conversation = changed(enforcing).dropsBlocks().turn("Fourth");
    conversation.removeThinking(3);
    conversation.removeThinking(5);
    assertThat(conversation.send().transformations()).isEqualTo("[]");
  }

  @Test
  void error_isWhatTheSettingDefaultsTo() throws Exception {
    String refused =
        "messages.3.content.0: Invalid `signature` in `thinking` block. The block is bound to a"
            + " different conversation. Remove the block, or set"
            + " `thinking.block_binding.prefix_mismatch_behavior` to \"drop_block\". Content before"
            + " this block differs from when it was created, first at `messages.2.content.0`.";
    BoundConversation conversation = changed(enforcing).beta();
    assertThat(conversation.send().error()).isEqualTo(refused);
    conversation.set("thinking", "{'type':'adaptive','block_binding':{}}");
    assertThat(conversation.send().error()).isEqualTo(refused);
    conversation.set("thinking", behavior("error"));
    assertThat(conversation.send().error()).isEqualTo(refused);
  }

  @Test
  void theSetting_needsNoType() throws Exception {
    BoundConversation conversation = changed(enforcing).beta();
    conversation.set("thinking", "{'block_binding':{'prefix_mismatch_behavior':'drop_block'}}");
    assertThat(conversation.send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {OPUS, "claude-sonnet-4-5"})
  void theSetting_needsTheHeader(String model) throws Exception {
    BoundConversation conversation = changed(enforcing).model(model);
    conversation.set("thinking", behavior("drop_block"));
    String refused = "thinking.adaptive.block_binding: Extra inputs are not permitted";
    assertThat(conversation.send().error()).isEqualTo(refused);
    assertThat(conversation.send("/v1/messages/count_tokens").error()).isEqualTo(refused);
  }

  @Test
  void theSetting_hasTwoValues() throws Exception {
    BoundConversation conversation = changed(enforcing).beta();
    conversation.set("thinking", behavior("ignore"));
    assertThat(conversation.send().error())
        .startsWith("thinking.adaptive.block_binding.prefix_mismatch_behavior: ");
  }

  @Test
  void transformations_areListedWithTheHeaderOnly() throws Exception {
    BoundConversation conversation = new BoundConversation(client, enforcing.url(), OPUS);
    conversation.turn("First");
    assertThat(conversation.send().json().has("input_transformations")).isFalse();
    assertThat(conversation.beta().send().transformations()).isEqualTo("[]");
    assertThat(conversation.model("claude-sonnet-4-5").send().json().path("input_transformations"))
        .hasSize(1);
  }

  @Test
  void aStream_listsThemAtItsStart() throws Exception {
    BoundConversation conversation = changed(enforcing).dropsBlocks().set("stream", "true");
    String stream = conversation.send().text();
    String start = stream.substring(0, stream.indexOf("event: ping")).replace('"', '\'');
    assertThat(start)
        .contains(
            "'input_transformations':"
                + list(DROPPED, "messages.3.content.0", "messages.5.content.0"));
  }

  @Test
  void aStream_carriesTheSameSignature() throws Exception {
    BoundConversation conversation = changed(enforcing).dropsBlocks();
    JsonNode whole = conversation.send().json().path("content").get(0);
    String stream = conversation.set("stream", "true").send().text();
    assertThat(stream)
        .contains(
            "\"type\":\"signature_delta\",\"signature\":\""
                + SimulatedJson.text(whole, "signature"));
  }

  @Test
  void aStream_carriesHiddenThinking() throws Exception {
    BoundConversation conversation = new BoundConversation(client, enforcing.url(), OPUS);
    conversation.user(MessagesAnswer.HIDE_THINKING);
    JsonNode whole = conversation.send().json().path("content").get(0);
    assertThat(conversation.set("stream", "true").send().text())
        .contains("\"content_block\":{\"type\":\"redacted_thinking\",\"data\":\"")
        .contains(SimulatedJson.text(whole, "data"));
  }

  @Test
  void anOldAccount_letsItThrough() throws Exception {
    BoundConversation conversation = changed(lenient);
    BoundConversation.BoundAnswer boundAnswer = conversation.send();
    assertThat(boundAnswer.status()).isEqualTo(200);
    BoundConversation.BoundAnswer listed = conversation.beta().send();
    assertThat(listed.transformations())
        .isEqualTo(list(ALLOWED, "messages.3.content.0", "messages.5.content.0"));
    assertThat(listed.inputTokens()).isEqualTo(boundAnswer.inputTokens());
  }

  @Test
  void anOldAccount_judgesEachBlockByItself() throws Exception {
    BoundConversation conversation = new BoundConversation(client, lenient.url(), OPUS);
    conversation.turn("First").turn("Second").turn("Third").turn("Fourth");
    conversation.removeThinking(3);
    assertThat(conversation.beta().send().transformations())
        .isEqualTo(list(ALLOWED, "messages.5.content.0"));
  }

  @ParameterizedTest
  @CsvSource({"error, 400", "drop_block, 200"})
  void anOldAccount_checksWhereTheRequestSaysSo(String behavior, int status) throws Exception {
    BoundConversation conversation = changed(lenient).beta().set("thinking", behavior(behavior));
    BoundConversation.BoundAnswer boundAnswer = conversation.send();
    assertThat(boundAnswer.status()).isEqualTo(status);
    assertThat(boundAnswer.text()).doesNotContain("thinking_mismatch_allowed");
  }

  @Test
  void theCache_doesNotHoldDroppedBlocks() throws Exception {
    BoundConversation conversation = changed(enforcing).dropsBlocks();
    conversation.set(
        "system", "[{'type':'text','text':'%s'}]".formatted("Be brief. ".repeat(200).strip()));
    conversation.set("cache_control", "{'type':'ephemeral'}");
    conversation.user("Fourth");
    JsonNode first = conversation.send().json().path("usage");
    assertThat(first.path("cache_creation_input_tokens").asInt(0)).isPositive();
    for (int i = 1; i < 6; i += 2) {
      conversation.removeThinking(i);
    }
    JsonNode second = conversation.send().json().path("usage");
    assertThat(second.path("cache_read_input_tokens"))
        .isEqualTo(first.path("cache_creation_input_tokens"));
  }
}
