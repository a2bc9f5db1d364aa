package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesCheckTest {
  private static final String USER = "{'role':'user','content':'Hello'}";
  private static final String CALL =
      "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'ls','input':{}}]}";
  private static final String RESULT =
      "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'ok'}]}";

  private static List<SimulatedProblem> problems(String rest, String... messages) {
    String body =
        "{'model':'claude-sonnet-4-5','max_tokens':2000,'messages':["
            + String.join(",", messages)
            + "]"
            + rest
            + "}";
    return ConversationCheck.problems(
        Dialect.MESSAGES, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static void assertValid(String... messages) {
    assertThat(problems("", messages)).isEmpty();
  }

  private static void assertRefused(String words, String... messages) {
    assertThat(problems("", messages)).isNotEmpty();
    assertThat(problems("", messages).getFirst().toString()).contains(words);
  }

  private static String assistant(String text) {
    return "{'role':'assistant','content':'" + text + "'}";
  }

  private static String block(String role, String... blocks) {
    return "{'role':'" + role + "','content':[" + String.join(",", blocks) + "]}";
  }

  @Test
  void plainTurns_areValid() {
    assertValid(USER, assistant("Hi"), USER);
    assertValid(USER, USER, assistant("Hi"), assistant("Ho"), USER);
  }

  @Test
  void firstMessage_mayBeTheAssistants() {
    assertValid(assistant("Hi"), USER);
  }

  @Test
  void emptyContent_isRefused() {
    assertRefused("messages.0: all messages must have non-empty", "{'role':'user','content':''}");
    assertRefused("messages.0: all messages must have non-empty", "{'role':'user','content':[]}");
    assertRefused("non-whitespace", "{'role':'user','content':'  '}");
    assertRefused("must be non-empty", block("user", "{'type':'text','text':''}"));
  }

  @Test
  void emptyContent_isAllowedToTheLastAssistantOnly() {
    assertValid(USER, assistant(""));
    assertRefused("messages.1", USER, assistant(""), USER);
    assertRefused("trailing whitespace", USER, assistant("Well, "));
  }

  @Test
  void toolPairs_areValid() {
    assertValid(USER, CALL, RESULT, assistant("Done"), USER);
    assertValid(USER, CALL, RESULT, USER);
  }

  @Test
  void toolUse_withoutResult_isRefused() {
    assertRefused("without 'tool_result'", USER, CALL, USER);
    assertRefused("without 'tool_result'", USER, CALL);
    assertRefused("t1", USER, CALL, assistant("And"), USER);
  }

  @Test
  void toolResult_withoutUse_isRefused() {
    assertRefused("unexpected 'tool_use_id'", RESULT);
    assertRefused("unexpected 'tool_use_id'", USER, CALL, RESULT, assistant("Done"), RESULT);
  }

  @Test
  void toolResult_twice_isRefused() {
    assertRefused("single result", USER, CALL, RESULT, RESULT);
  }

  @Test
  void toolUse_sameIdTwice_isRefused() {
    assertRefused("must be unique", USER, CALL, RESULT, CALL, RESULT);
  }

  @Test
  void textBeforeToolResult_isRefused() {
    String result = "{'type':'tool_result','tool_use_id':'t1','content':'ok'}";
    String text = "{'type':'text','text':'Recall: x'}";
    assertValid(USER, CALL, block("user", result, text));
    assertRefused("must come first", USER, CALL, block("user", text, result));
  }

  @Test
  void toolResult_mayBeEmptyUnlessItIsAnError() {
    assertValid(USER, CALL, block("user", "{'type':'tool_result','tool_use_id':'t1'}"));
    assertRefused(
        "is_error",
        USER,
        CALL,
        block("user", "{'type':'tool_result','tool_use_id':'t1','is_error':true,'content':''}"));
  }

  @Test
  void cacheControl_atMostFour() {
    String marked = "{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}";
    assertValid(block("user", marked, marked, marked, marked));
    assertRefused("maximum of 4", block("user", marked, marked, marked, marked, marked));
    assertThat(
            problems(",'system':[" + marked + "]", block("user", marked, marked, marked, marked)))
        .isNotEmpty();
  }

  @Test
  void cacheControl_longLifeComesFirst() {
    String hour = "{'type':'text','text':'x','cache_control':{'type':'ephemeral','ttl':'1h'}}";
    String minutes = "{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}";
    assertValid(block("user", hour, minutes));
    assertRefused("must not come after", block("user", minutes, hour));
  }

  @Test
  void thinking_changedAfterItWasSigned_isRefused() {
    ThinkingOrigin origin =
        new ThinkingOrigin("claude-sonnet-4-5", "", 0, BoundPrefix.NONE, ThinkingChain.EMPTY);
    String signature = ThinkingSignature.sign("So it is.", origin);
    String block = "{'type':'thinking','thinking':'%s','signature':'" + signature + "'}";
    String text = "{'type':'text','text':'Yes'}";
    assertValid(USER, block("assistant", block.formatted("So it is."), text), USER);
    assertRefused("signature", USER, block("assistant", block.formatted("So it was."), text), USER);
    String foreign = "{'type':'thinking','thinking':'Hm','signature':'RXhhbXBsZQ=='}";
    assertValid(USER, block("assistant", foreign, text), USER);
  }

  @Test
  void thinking_standsBeforeCallsThatAreBeingAnswered() {
    String enabled = ",'thinking':{'type':'enabled','budget_tokens':1024}";
    assertThat(problems(enabled, USER, CALL, RESULT)).hasSize(1);
    assertThat(problems(enabled, USER, CALL, RESULT, assistant("Done"), USER)).isEmpty();
  }

  @Test
  void system_mayStandInTheConversation_afterAUser() {
    String system = "{'role':'system','content':'Now in French.'}";
    assertValid(USER, system, assistant("Oui"), USER);
    assertRefused("follow a user turn", USER, assistant("Hi"), system, USER);
    assertRefused("follow a user turn", system, USER);
  }

  @Test
  void result_withoutCall_isFineWhereTheProviderHoldsEarlierTurns() {
    String held = ",'thread':{'type':'continue','previous_message_id':'msg_1'}";
    assertThat(problems(held, RESULT)).isEmpty();
    assertThat(problems(held, USER, assistant("Hi"), RESULT)).isNotEmpty();
    assertThat(problems(",'thread':{'type':'create'}", RESULT)).isNotEmpty();
  }

  @Test
  void system_inTheConversation_mayChangeToolsAndOutput() {
    String tools = "{'type':'tool_removal','tool':{'type':'tool_reference','name':'ls'}}";
    assertValid(USER, block("system", tools), assistant("Hi"), USER);
    assertValid(USER, "{'role':'system','output_config':{'effort':'low'}}", assistant("Hi"), USER);
    assertRefused(
        "messages.1", USER, "{'role':'system','output_config':{}}", assistant("Hi"), USER);
  }

  @Test
  void unknownBlocksAndRoles_areRefused() {
    assertRefused("role", "{'role':'tool','content':'x'}");
    assertRefused("type", block("user", "{'type':'riddle'}"));
    assertRefused("type", USER, block("assistant", "{'type':'image','source':{}}"), USER);
  }

  @Test
  void brokenJson_isRefused() {
    assertThat(ConversationCheck.problems(Dialect.MESSAGES, new byte[] {'{'})).hasSize(1);
    assertThat(ConversationCheck.problems(Dialect.CHAT, new byte[] {'[', ']'})).hasSize(1);
  }
}
