package dev.compresh.sim;

import static dev.compresh.sim.BoundConversation.OPUS;
import static dev.compresh.sim.BoundConversation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What counts as a change before thinking that is sent back, fact by fact. */
class PreservedThinkingTest {
  private static final String TOOLS =
      "[{'name':'ls','description':'Lists.','input_schema':{'type':'object'}},"
          + "{'name':'cat','description':'Prints.','input_schema':{'type':'object'}}]";
  private static final String BOUND =
      ": Invalid `signature` in `thinking` block. The block is bound to a different conversation."
          + " Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to"
          + " \"drop_block\". That setting requires the `thinking-binding-controls-2026-08-01`"
          + " value in the `anthropic-beta` header.";

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

  private BoundConversation conversation() {
    return new BoundConversation(client, sim.url(), OPUS)
        .set("system", "'Be brief.'")
        .set("tools", TOOLS);
  }

  /** Three turns; thinking is in messages 1, 3 (with a tool call), 5 and 7. */
  private BoundConversation threeTurns() throws Exception {
    BoundConversation conversation =
        conversation().turn("First").turn("Use ls please").turn("Third");
    assertThat(conversation.messages()).hasSize(8);
    return conversation;
  }

  private static void assertTaken(BoundConversation conversation) throws Exception {
    BoundConversation.BoundAnswer boundAnswer = conversation.beta().send();
    assertThat(boundAnswer.error()).isEmpty();
    assertThat(boundAnswer.transformations()).isEqualTo("[]");
  }

  private static void assertRefused(BoundConversation conversation, String path, String end)
      throws Exception {
    BoundConversation.BoundAnswer boundAnswer = conversation.send();
    assertThat(boundAnswer.status()).isEqualTo(400);
    assertThat(SimulatedJson.text(boundAnswer.json().path("error"), "type"))
        .isEqualTo("invalid_request_error");
    assertThat(boundAnswer.error()).isEqualTo((path + BOUND + " " + end).strip());
  }

  private static final String SYSTEM =
      "The `system` prompt differs from the one this block was created with.";
  private static final String TOOL_LIST =
      "The `tools` list differs from the one this block was created with.";
  private static final String GAP =
      "The `thinking` block that preceded this one when it was created is missing from this"
          + " request.";

  private static String content(String path) {
    return "Content before this block differs from when it was created, first at `" + path + "`.";
  }

  @Test
  void answers_beginWithThinking() throws Exception {
    BoundConversation conversation = threeTurns();
    for (int i = 1; i < 8; i += 2) {
      JsonNode first = conversation.content(i).get(0);
      assertThat(SimulatedJson.text(first, "type")).isEqualTo("thinking");
      assertThat(SimulatedJson.text(first, "thinking")).isEmpty();
      assertThat(SimulatedJson.text(first, "signature")).hasSizeGreaterThan(200);
    }
  }

  @Test
  void sameRequest_getsTheSameThinking() throws Exception {
    BoundConversation one = conversation().user("First");
    assertThat(one.send().json().path("content")).isEqualTo(one.send().json().path("content"));
  }

  @Test
  void thinking_isCountedAsOutputAndThenAsInput() throws Exception {
    BoundConversation one = conversation().user("First");
    JsonNode answer = one.keep();
    int words = SimulatedJson.text(answer.path("content").path(1), "text").length();
    int output = answer.path("usage").path("output_tokens").asInt(0);
    assertThat(output).isGreaterThan(words + 20);
    int with = one.send().inputTokens();
    one.removeThinking(1);
    assertThat(with - one.send().inputTokens()).isEqualTo(output - words);
  }

  @Test
  void appending_isFine() throws Exception {
    assertTaken(threeTurns());
    assertTaken(threeTurns().user("One").user("Two"));
  }

  @Test
  void aSystemMessageAtTheEnd_isFine_andBoundFromThenOn() throws Exception {
    BoundConversation conversation = threeTurns().user("Now");
    conversation.messages().addObject().put("role", "system").put("content", "In French.");
    conversation.keep();
    assertTaken(conversation.branch());
    ((ObjectNode) conversation.messages().get(9)).put("content", "In German.");
    assertRefused(conversation, "messages.10.content.0", content("messages.9.content.0"));
  }

  @Test
  void changedSystem_isRefused() throws Exception {
    assertRefused(threeTurns().set("system", "'Be very brief.'"), "messages.1.content.0", SYSTEM);
  }

  @Test
  void changedTools_areRefused() throws Exception {
    BoundConversation edited = threeTurns();
    ((ObjectNode) edited.body().path("tools").get(1)).put("description", "Shows.");
    assertRefused(edited, "messages.1.content.0", TOOL_LIST);
    BoundConversation fewer = threeTurns();
    fewer.set("tools", TOOLS.substring(0, TOOLS.indexOf("},{") + 1) + "]");
    assertRefused(fewer, "messages.1.content.0", TOOL_LIST);
  }

  @Test
  void aDeferredTool_isFineUntilSomethingRefersToIt() throws Exception {
    String deferred = ",{'name':'df','defer_loading':true,'input_schema':{'type':'object'}}]";
    BoundConversation conversation = threeTurns();
    conversation.set("tools", TOOLS.replace("}]", "}" + deferred));
    assertTaken(conversation.branch());
    conversation.user("Look for a tool");
    conversation
        .messages()
        .addObject()
        .put("role", "system")
        .set(
            "content",
            json("[{'type':'tool_addition','tool':{'type':'tool_reference','name':'df'}}]"));
    conversation.keep();
    assertTaken(conversation.branch());
    conversation.set("tools", TOOLS);
    assertRefused(conversation, "messages.10.content.0", TOOL_LIST);
  }

  @Test
  void cacheMarks_mayMove() throws Exception {
    BoundConversation conversation = threeTurns();
    conversation.set(
        "system", "[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral'}}]");
    JsonNode mark = json("{'type':'ephemeral'}");
    ((ObjectNode) conversation.body().path("tools").get(1)).set("cache_control", mark);
    ((ObjectNode) conversation.content(4).get(0)).set("cache_control", mark);
    assertTaken(conversation);
  }

  @Test
  void aStringAndOneTextBlock_areTheSame() throws Exception {
    BoundConversation conversation = threeTurns();
    conversation.set("system", "[{'text':'Be brief.','type':'text'}]");
    ((ObjectNode) conversation.messages().get(0))
        .set("content", json("[{'type':'text','text':'First'}]"));
    assertTaken(conversation);
  }

  @Test
  void keyOrderAndWhiteSpace_makeNoDifference() throws Exception {
    BoundConversation conversation = threeTurns().user("Go on.").beta();
    StringBuilder reversed = new StringBuilder();
    reverse(conversation.body(), reversed);
    BoundConversation.BoundAnswer boundAnswer =
        conversation.post("/v1/messages", reversed.toString());
    assertThat(boundAnswer.error()).isEmpty();
    assertThat(boundAnswer.transformations()).isEqualTo("[]");
  }

  private static void reverse(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      out.append("{ ");
      String separator = "";
      for (String name : node.propertyNames().stream().toList().reversed()) {
        out.append(separator).append('"').append(name).append("\" :\n ");
        reverse(node.path(name), out);
        separator = " ,\t";
      }
      out.append('}');
    } else if (node.isArray()) {
      String separator = "[ ";
      for (JsonNode each : node) {
        out.append(separator);
        reverse(each, out);
        separator = " , ";
      }
      out.append(node.isEmpty() ? "[]" : "]");
    } else {
      out.append(node);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'max_tokens':3000",
        "'tool_choice':{'type':'none'}",
        "'metadata':{'user_id':'u'}",
        "'output_config':{'effort':'low'}",
        "'thinking':{'type':'adaptive','display':'summarized'}"
      })
  void otherParameters_areFree(String parameter) throws Exception {
    BoundConversation conversation = threeTurns();
    int colon = parameter.indexOf(':');
    conversation.set(parameter.substring(1, colon - 1), parameter.substring(colon + 1));
    assertTaken(conversation);
  }

  @Test
  void aShortenedResult_isRefused_forWhatStandsBehindIt() throws Exception {
    BoundConversation conversation = threeTurns();
    ((ObjectNode) conversation.content(4).get(0)).put("content", "Short");
    assertRefused(conversation, "messages.5.content.0", content("messages.4.content.0"));
  }

  @Test
  void aChangedFirstMessage_isRefused() throws Exception {
    BoundConversation conversation = threeTurns();
    ((ObjectNode) conversation.messages().get(0)).put("content", "Primo");
    assertRefused(conversation, "messages.1.content.0", content("messages.0.content.0"));
  }

  @Test
  void aBlockAddedBeforeThinking_isRefused() throws Exception {
    BoundConversation conversation = threeTurns();
    conversation.content(4).add(json("{'type':'text','text':'Recall: none'}"));
    assertRefused(conversation, "messages.5.content.0", content("messages.4.content.1"));
  }

  @Test
  void aTurnTakenOut_isRefused() throws Exception {
    BoundConversation conversation = threeTurns();
    conversation.messages().remove(0);
    conversation.messages().remove(0);
    assertThat(conversation.send().error()).startsWith("messages.1.content.0" + BOUND);
  }

  @Test
  void aChangeBehindThinking_isFine() throws Exception {
    BoundConversation conversation = threeTurns();
    ((ObjectNode) conversation.content(7).get(1)).put("text", "Otherwise.");
    assertTaken(conversation);
  }

  @Test
  void thinkingRemovedFromTheEnd_isFine() throws Exception {
    BoundConversation conversation = threeTurns();
    conversation.removeThinking(7);
    conversation.removeThinking(5);
    assertTaken(conversation);
  }

  @Test
  void thinkingRemovedFromTheStart_isFine() throws Exception {
    BoundConversation conversation = threeTurns();
    conversation.removeThinking(1);
    conversation.removeThinking(3);
    assertTaken(conversation.turn("And then"));
  }

  @Test
  void allThinkingRemoved_isFine() throws Exception {
    BoundConversation conversation = threeTurns();
    for (int i = 1; i < 8; i += 2) {
      conversation.removeThinking(i);
    }
    assertTaken(conversation.turn("And then"));
  }

  @Test
  void thinkingRemovedInAnOpenToolRound_isFine() throws Exception {
    BoundConversation conversation = conversation().turn("First").user("Use ls please");
    conversation.keep();
    conversation.removeThinking(3);
    assertTaken(conversation.results());
  }

  @Test
  void aGap_isRefused() throws Exception {
    BoundConversation conversation = threeTurns();
    conversation.removeThinking(3);
    assertRefused(conversation, "messages.5.content.0", GAP);
  }

  @Test
  void thinkingPutBackAtTheEnd_isRefused_forWhatWasMadeMeanwhile() throws Exception {
    BoundConversation conversation = threeTurns();
    JsonNode block = conversation.removeThinking(7);
    conversation.turn("And then");
    assertTaken(conversation.branch());
    conversation.content(7).insert(0, block);
    assertRefused(conversation, "messages.9.content.0", "");
  }

  @Test
  void thinkingPutBackAtTheStart_isRefused_forWhatWasMadeMeanwhile() throws Exception {
    BoundConversation conversation = threeTurns();
    JsonNode block = conversation.removeThinking(1);
    conversation.turn("And then");
    assertTaken(conversation.branch());
    conversation.content(1).insert(0, block);
    assertRefused(conversation, "messages.9.content.0", "");
  }

  @Test
  void hiddenThinking_countsLikeOther() throws Exception {
    BoundConversation conversation =
        conversation().turn("First").turn(MessagesAnswer.HIDE_THINKING).turn("Third");
    assertThat(SimulatedJson.text(conversation.content(3).get(0), "type"))
        .isEqualTo("redacted_thinking");
    assertTaken(conversation.branch());
    BoundConversation gap = conversation.branch();
    gap.removeThinking(3);
    assertRefused(gap, "messages.5.content.0", GAP);
    ((ObjectNode) conversation.messages().get(2)).put("content", "Other");
    assertThat(conversation.send().error())
        .startsWith("messages.3.content.0: Invalid `data` in `redacted_thinking` block. The block");
  }

  @Test
  void changedSignatures_areRefused_whateverTheRequestAsksFor() throws Exception {
    BoundConversation conversation = threeTurns().dropsBlocks();
    ObjectNode block = (ObjectNode) conversation.content(3).get(0);
    String signature = SimulatedJson.text(block, "signature");
    String refused = "messages.3.content.0: Invalid `signature` in `thinking` block";
    block.put("signature", signature.substring(0, signature.length() - 8));
    assertThat(conversation.send().error()).isEqualTo(refused);
    block.put("signature", "Zm9yZWlnbg==");
    assertThat(conversation.send().error()).isEqualTo(refused);
    block.put("signature", signature).put("thinking", "I would say");
    assertThat(conversation.send().error()).isEqualTo(refused);
  }

  @Test
  void countingTokens_checksToo() throws Exception {
    BoundConversation conversation = threeTurns().user("Go on.");
    conversation.body().remove("max_tokens");
    BoundConversation.BoundAnswer counted = conversation.send("/v1/messages/count_tokens");
    int all = counted.json().path("input_tokens").asInt(0);
    assertThat(all).isPositive();
    conversation.set("system", "'Be lengthy'");
    counted = conversation.send("/v1/messages/count_tokens");
    assertThat(counted.error()).isEqualTo("messages.1.content.0" + BOUND + " " + SYSTEM);
    counted = conversation.dropsBlocks().send("/v1/messages/count_tokens");
    assertThat(counted.json().path("input_tokens").asInt(0)).isBetween(1, all - 100);
  }

  @Test
  void aHeldThread_goesOnAsTheWholeConversation() throws Exception {
    BoundConversation whole = conversation().set("thread", "{'type':'create'}").user("First");
    JsonNode first = whole.keep();
    BoundConversation rest =
        conversation()
            .set(
                "thread",
                "{'type':'continue','previous_message_id':'"
                    + SimulatedJson.text(first, "id")
                    + "'}")
            .user("Second");
    JsonNode second = rest.keep();
    whole.body().remove("thread");
    whole.user("Second");
    whole.messages().addObject().put("role", "assistant").set("content", second.path("content"));
    assertTaken(whole);
  }
}
