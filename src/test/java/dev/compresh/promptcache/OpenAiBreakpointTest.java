package dev.compresh.promptcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.json.BodySplicer;
import org.junit.jupiter.api.Test;

class OpenAiBreakpointTest {
  private static final String MARK = ",'prompt_cache_breakpoint':{'mode':'explicit'}";

  private static String marked(Dialect dialect, String json) {
    byte[] body = json.replace('\'', '"').getBytes(UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(dialect, body);
    return new String(BodySplicer.apply(body, OpenAiBreakpoint.edits(prompt)), UTF_8)
        .replace('"', '\'');
  }

  @Test
  void theLastLeadingSystemMessage_isMarked() {
    assertThat(
            marked(
                Dialect.CHAT,
                "{'messages':[{'role':'system','content':'A'},{'role':'developer','content':'B'},"
                    + "{'role':'user','content':'C'},{'role':'system','content':'D'}]}"))
        .isEqualTo(
            "{'messages':[{'role':'system','content':'A'},{'role':'developer','content':"
                + "[{'type':'text','text':'B'"
                + MARK
                + "}]},{'role':'user','content':'C'},{'role':'system','content':'D'}]}");
  }

  @Test
  void inputItems_areMarkedInTheirOwnForm() {
    assertThat(
            marked(
                Dialect.RESPONSES,
                "{'input':[{'role':'developer','content':'A'},{'role':'user','content':'B'}]}"))
        .contains("'content':[{'type':'input_text','text':'A'" + MARK + "}]");
    assertThat(
            marked(
                Dialect.RESPONSES,
                "{'input':[{'role':'developer','content':[{'type':'input_text','text':'A'}]}]}"))
        .contains("[{'type':'input_text','text':'A'" + MARK + "}]");
  }

  @Test
  void whereNoSystemTextLeads_nothingIsMarked() {
    String body = "{'input':'Hi','instructions':'Be brief.'}";
    assertThat(marked(Dialect.RESPONSES, body)).isEqualTo(body);
    String chat = "{'messages':[{'role':'user','content':'C'}]}";
    assertThat(marked(Dialect.CHAT, chat)).isEqualTo(chat);
  }

  @Test
  void versions_areAFloor() {
    for (String model : new String[] {"gpt-5.6-sol", "gpt-5.6", "gpt-6-luna", "gpt-6.1-sol"}) {
      assertThat(OpenAiBreakpoint.isTakenBy(model)).as(model).isTrue();
    }
    for (String model : new String[] {"gpt-5.1", "gpt-4o", "gpt-4.1-mini", "o3", "gpt-5", "gpt-"}) {
      assertThat(OpenAiBreakpoint.isTakenBy(model)).as(model).isFalse();
    }
  }
}
