package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesCheckTest {
  private static final String USER = "{'role':'user','content':'Hello'}";
  private static final String CALL =
      "{'type':'function_call','id':'fc_1','call_id':'c1','name':'f','arguments':'{}'}";
  private static final String OUTPUT =
      "{'type':'function_call_output','call_id':'c1','output':'ok'}";
  private static final String REASONING = "{'type':'reasoning','id':'rs_1','summary':[]}";

  private static List<SimulatedProblem> problems(String rest, String... items) {
    String body = "{'model':'gpt-5','input':[" + String.join(",", items) + "]" + rest + "}";
    return ConversationCheck.problems(
        Dialect.RESPONSES, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static void assertValid(String... items) {
    assertThat(problems("", items)).isEmpty();
  }

  private static void assertRefused(String words, String... items) {
    assertThat(problems("", items)).isNotEmpty();
    assertThat(problems("", items).getFirst().toString()).contains(words);
  }

  @Test
  void pairs_areValid() {
    assertValid(USER, REASONING, CALL, OUTPUT, USER);
    assertValid(
        "{'type':'custom_tool_call','call_id':'p','name':'apply_patch','input':'x'}",
        "{'type':'custom_tool_call_output','call_id':'p','output':'done'}");
  }

  @Test
  void output_withoutCall_isRefused() {
    assertRefused("no tool call was found", USER, OUTPUT);
    assertRefused("no tool call was found", USER, OUTPUT, CALL);
  }

  @Test
  void output_withoutCall_isFineWhereTheProviderHoldsEarlierTurns() {
    assertThat(problems(",'previous_response_id':'resp_1'", OUTPUT)).isEmpty();
  }

  @Test
  void call_withoutOutput_isRefused() {
    assertRefused("no tool output was found for function call c1", USER, CALL, USER);
  }

  @Test
  void reasoning_withoutWhatItLedTo_isRefused() {
    assertRefused("without its required following item", USER, REASONING);
    assertRefused("without its required following item", USER, REASONING, USER);
  }

  @Test
  void parts_goWithTheirRoles() {
    assertValid("{'role':'user','content':[{'type':'input_text','text':'x'}]}");
    assertValid("{'role':'assistant','content':[{'type':'output_text','text':'x'}]}", USER);
    assertRefused("type", "{'role':'assistant','content':[{'type':'input_text','text':'x'}]}");
    assertRefused("type", "{'role':'user','content':[{'type':'output_text','text':'x'}]}");
  }

  @Test
  void whatCodexSends_isKnown() {
    assertValid(
        "{'type':'additional_tools','id':'at_1','role':'developer','tools':[]}",
        USER,
        "{'type':'agent_message','author':'/root','recipient':'/root/a','content':[]}",
        "{'type':'compaction_trigger'}");
  }

  @Test
  void ids_haveTheirPrefixes() {
    assertRefused("begins with 'rs_'", "{'type':'reasoning','id':'x','summary':[]}", CALL, OUTPUT);
    assertRefused("is none of", "{'type':'riddle'}");
  }
}
