package dev.compresh.promptcache;

import static dev.compresh.promptcache.CacheLifetime.FIVE_MINUTES;
import static dev.compresh.promptcache.CacheLifetime.ONE_HOUR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.json.BodySplicer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BreakpointPlannerTest {
  private static final MarkingDecision ALL =
      new MarkingDecision(FIVE_MINUTES, FIVE_MINUTES, FIVE_MINUTES);

  private static Prompt prompt(String json) {
    return (Prompt) PromptReader.read(Dialect.MESSAGES, json.replace('\'', '"').getBytes(UTF_8));
  }

  private static String marked(Prompt prompt, MarkingDecision decision, Integer... dropped) {
    PlannedBreakpoints planned =
        BreakpointPlanner.plan(prompt, decision, i -> List.of(dropped).contains(i), false);
    String text = new String(BodySplicer.apply(prompt.body(), planned.edits()), UTF_8);
    assertThat(text.split("cache_control", -1).length - 1).isEqualTo(planned.count());
    JsonNode ignored = JsonMapper.shared().readTree(text);
    assertThat(ignored.isObject()).isTrue();
    return text.replace('"', '\'');
  }

  private static String marked(String json) {
    return marked(prompt(json), ALL);
  }

  private static final String MARK = ",'cache_control':{'type':'ephemeral'}";

  @Test
  void strings_becomeBlocks_andNothingElseChanges() {
    assertThat(marked("{ 'system' : 'Be terse.' , 'messages':[{'role':'user','content' : 'Hi'}]}"))
        .isEqualTo(
            "{ 'system' : [{'type':'text','text':'Be terse.'"
                + MARK
                + "}] , 'messages':[{'role':'user','content' : [{'type':'text','text':'Hi'"
                + MARK
                + "}]}]}");
  }

  @Test
  void blocks_keepTheirForm() {
    assertThat(
            marked(
                "{'system':[{'type':'text','text':'A'},{'text':'B','type':'text' }],"
                    + "'messages':[{'role':'user','content':[{'type':'text','text':'x'}]}]}"))
        .isEqualTo(
            "{'system':[{'type':'text','text':'A'},{'text':'B','type':'text' "
                + MARK
                + "}],'messages':[{'role':'user','content':[{'type':'text','text':'x'"
                + MARK
                + "}]}]}");
  }

  @Test
  void theLastTool_standsInForMissingSystemText() {
    assertThat(
            marked(
                "{'tools':[{'name':'a'},{'name':'b','input_schema':{'type':'object'}} ],"
                    + "'messages':[{'role':'user','content':'Hi'}]}"))
        .contains("{'name':'b','input_schema':{'type':'object'}" + MARK + "} ]");
  }

  @Test
  void aToolThatIsLoadedLater_isNotMarked() {
    assertThat(
            marked(
                "{'tools':[{'name':'a'},{'name':'b','defer_loading':true}],"
                    + "'messages':[{'role':'user','content':'Hi'}]}"))
        .contains("{'name':'a'" + MARK + "},{'name':'b','defer_loading':true}]");
    assertThat(
            marked(
                "{'tools':[{'name':'b','defer_loading':true}],"
                    + "'messages':[{'role':'user','content':'Hi'}]}"))
        .contains("{'name':'b','defer_loading':true}]");
  }

  @Test
  void anEmptySystemText_isNotMarked() {
    assertThat(marked("{'system':'  ','messages':[{'role':'user','content':'Hi'}]}"))
        .contains("'system':'  '");
    assertThat(
            marked(
                "{'system':[{'type':'text','text':''}],"
                    + "'messages':[{'role':'user','content':'Hi'}]}"))
        .contains("'system':[{'type':'text','text':''}]");
  }

  @Test
  void thinkingAndEmptyTexts_arePassedOver() {
    String answer =
        "{'role':'assistant','content':[{'type':'thinking','thinking':'','signature':'s'}]}";
    assertThat(
            marked(
                "{'messages':[{'role':'user','content':'One'},"
                    + answer
                    + ",{'role':'user','content':[{'type':'text','text':'Two'},"
                    + "{'type':'text','text':''}]}]}"))
        .contains("'text':'One'" + MARK)
        .contains("'text':'Two'" + MARK)
        .contains(answer)
        .contains("{'type':'text','text':''}");
  }

  @Test
  void resultsImagesAndDocuments_areMarkedAsTheyStand() {
    for (String block :
        List.of(
            "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AA=='}",
            "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'x'}",
            "{'type':'tool_result','tool_use_id':'t','content':'ok'",
            "{'type':'tool_result','tool_use_id':'t','content':[{'type':'text','text':'ok'}]",
            "{'type':'tool_result','tool_use_id':'t','is_error':true,'content':'no'")) {
      assertThat(marked("{'messages':[{'role':'user','content':[" + block + "}]}]}"))
          .isEqualTo("{'messages':[{'role':'user','content':[" + block + MARK + "}]}]}");
    }
  }

  @Test
  void whatIsUnknown_isNotMarked() {
    String odd =
        "{'messages':[{'role':'user','content':[{'type':'container_upload','file_id':'f'}]}]}";
    assertThat(marked(odd)).isEqualTo(odd);
  }

  @Test
  void aPrefilledAnswer_andInstructionsInBetween_areNotMarked() {
    assertThat(
            marked(
                "{'messages':[{'role':'user','content':'One'},"
                    + "{'role':'system','content':'Be brief.'},"
                    + "{'role':'assistant','content':'{'}]}"))
        .contains("'text':'One'" + MARK)
        .contains("'content':'Be brief.'")
        .contains("'content':'{'");
  }

  @Test
  void theTurnBefore_isTheLastUserTurnBeforeTheLastAnswer() {
    String marked =
        marked(
            "{'messages':[{'role':'user','content':'One'},{'role':'user','content':'Two'},"
                + "{'role':'assistant','content':'A'},{'role':'user','content':'Three'},"
                + "{'role':'user','content':'Four'}]}");
    assertThat(marked).contains("'text':'Two'" + MARK, "'text':'Four'" + MARK);
    assertThat(marked).contains("'content':'One'", "'content':'Three'");
  }

  @Test
  void aMessageThatDoesNotGoOut_isNotMarked() {
    Prompt prompt =
        prompt(
            "{'messages':[{'role':'user','content':'One'},{'role':'assistant','content':'A'},"
                + "{'role':'user','content':'Two'},{'role':'assistant','content':'B'},"
                + "{'role':'user','content':'Three'}]}");
    assertThat(marked(prompt, ALL, 2)).contains("'text':'One'" + MARK, "'content':'Two'");
  }

  @Test
  void anAdditionForThisTurnAlone_staysBehindTheMark() {
    Prompt prompt =
        prompt(
            "{'messages':[{'role':'user','content':'One'},{'role':'assistant','content':'A'},"
                + "{'role':'user','content':'Two'}]}");
    PlannedBreakpoints planned = BreakpointPlanner.plan(prompt, ALL, i -> false, true);
    String text = new String(BodySplicer.apply(prompt.body(), planned.edits()), UTF_8);
    assertThat(text).contains("\"text\":\"A\",\"cache_control\"").contains("\"content\":\"Two\"");
  }

  @Test
  void longerLives_standBeforeShorterOnes() {
    Prompt prompt =
        prompt(
            "{'system':'S','messages':[{'role':'user','content':'One'},"
                + "{'role':'assistant','content':'A'},{'role':'user','content':'Two'}]}");
    for (CacheLifetime prefix : CacheLifetime.values()) {
      for (CacheLifetime tail : CacheLifetime.values()) {
        for (CacheLifetime previous : CacheLifetime.values()) {
          String text = marked(prompt, new MarkingDecision(prefix, tail, previous));
          int last = text.lastIndexOf("'1h'");
          int first = text.indexOf("{'type':'ephemeral'}");
          assertThat(first < 0 || last < first).isTrue();
        }
      }
    }
    assertThat(marked(prompt, new MarkingDecision(FIVE_MINUTES, ONE_HOUR, FIVE_MINUTES)))
        .doesNotContain("{'type':'ephemeral'}");
  }

  @Test
  void aRequestThatOnlyReads_marksWhereTheOneBeforeItEnded() {
    Prompt prompt =
        prompt(
            "{'system':'S','messages':[{'role':'user','content':'One'},"
                + "{'role':'assistant','content':'A'},{'role':'user','content':'Two'}]}");
    assertThat(marked(prompt, new MarkingDecision(null, null, FIVE_MINUTES)))
        .contains("'text':'One'" + MARK, "'system':'S'", "'content':'Two'");
  }
}
