package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatCheckTest {
  private static final String USER = "{'role':'user','content':'Hello'}";
  private static final String CALLS =
      "{'role':'assistant','content':null,'tool_calls':["
          + "{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}},"
          + "{'id':'b','type':'function','function':{'name':'f','arguments':'{}'}}]}";

  private static List<SimulatedProblem> problems(String rest, String... messages) {
    return ConversationCheck.problems(Dialect.CHAT, bytes(rest, messages));
  }

  private static byte[] bytes(String rest, String... messages) {
    String body = "{'model':'gpt-4o','messages':[" + String.join(",", messages) + "]" + rest + "}";
    return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static void assertValid(String... messages) {
    assertThat(problems("", messages)).isEmpty();
  }

  private static void assertRefused(String path, String... messages) {
    assertThat(problems("", messages)).isNotEmpty();
    assertThat(problems("", messages).getFirst().path()).isEqualTo(path);
  }

  private static String tool(String id) {
    return "{'role':'tool','tool_call_id':'" + id + "','content':'ok'}";
  }

  @Test
  void plainTurns_areValid() {
    assertValid("{'role':'system','content':''}", USER, "{'role':'assistant','content':'x'}", USER);
    assertValid("{'role':'developer','content':[{'type':'text','text':'x'}]}", USER, USER);
  }

  @Test
  void images_areForUsersOnly() {
    String image = "[{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}}]";
    assertValid("{'role':'user','content':" + image + "}");
    assertRefused(
        "messages[1].content[0].type", USER, "{'role':'assistant','content':" + image + "}");
  }

  @Test
  void toolPairs_areValidInAnyOrder() {
    assertValid(USER, CALLS, tool("b"), tool("a"), USER);
  }

  @Test
  void toolCall_withoutAnswer_isRefused() {
    assertRefused("messages[3]", USER, CALLS, tool("a"), USER);
    assertRefused("messages[2]", USER, CALLS, tool("b"));
    assertRefused("messages[1]", USER, CALLS);
  }

  @Test
  void toolMessage_withoutCall_isRefused() {
    assertRefused("messages[1]", USER, tool("a"));
    assertRefused("messages[4]", USER, CALLS, tool("a"), tool("b"), tool("c"));
    assertRefused("messages[5]", USER, CALLS, tool("a"), tool("b"), USER, tool("a"));
  }

  @Test
  void content_isRequiredUnlessToolsAreCalled() {
    assertRefused("messages[0].content", "{'role':'user'}");
    assertRefused("messages[0].content", "{'role':'user','content':[]}");
    assertRefused("messages[1].content", USER, "{'role':'assistant','content':null}");
  }

  @Test
  void streamOptions_goWithStreamsOnly() {
    assertThat(problems(",'stream':true,'stream_options':{'include_usage':true}", USER)).isEmpty();
    assertThat(problems(",'stream_options':{'include_usage':true}", USER)).hasSize(1);
    assertThat(problems(",'stream_options':null", USER)).isEmpty();
  }

  @Test
  void toolChoice_mustNameAToolThatIsOffered() {
    String tools = ",'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':";
    assertThat(problems(tools + "{'type':'function','function':{'name':'f'}}", USER)).isEmpty();
    assertThat(problems(tools + "{'type':'function','function':{'name':'g'}}", USER)).hasSize(1);
    assertThat(problems(",'tool_choice':'auto'", USER)).hasSize(1);
  }

  @Test
  void added_leavesOutWhatWasWrongBefore() {
    byte[] before = bytes("", USER, tool("a"), USER);
    assertThat(ConversationCheck.added(Dialect.CHAT, before, bytes("", tool("a"), USER))).isEmpty();
    assertThat(ConversationCheck.added(Dialect.CHAT, before, bytes("", tool("a"), tool("b"))))
        .hasSize(1);
    assertThat(ConversationCheck.added(Dialect.CHAT, before, bytes("", USER))).isEmpty();
  }

  @Test
  void requiredFields_areMissed() {
    assertThat(ConversationCheck.problems(Dialect.CHAT, "{}".getBytes(StandardCharsets.UTF_8)))
        .extracting(SimulatedProblem::path)
        .containsExactly("model", "messages");
  }
}
