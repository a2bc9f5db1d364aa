package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenHandsEventsTest {
  private static final String CALLS =
      """
      "tool_call_metadata":{"function_name":"execute_bash","tool_call_id":"%s","model_response":
      {"id":"r1","model":"gpt-5","choices":[{"message":{"role":"assistant","content":"I look.",
      "tool_calls":[{"id":"c1","type":"function","function":{"name":"execute_bash","arguments":"{}"}},
      {"id":"c2","type":"function","function":{"name":"execute_bash","arguments":"{}"}}]}}]}}""";

  static final String EVENTS =
      """
      {"id":0,"source":"agent","action":"system","args":{"content":"be good","tools":[{"type":
      "function","function":{"name":"execute_bash","parameters":{}}}]}},
      {"id":1,"source":"user","action":"message","args":{"content":"fix it"}},
      {"id":2,"source":"user","action":"recall","args":{"query":"fix it"}},
      {"id":3,"source":"agent","action":"run","args":{"command":"ls"},%s},
      {"id":4,"source":"agent","observation":"run","content":"a.py","cause":3,%s},
      {"id":5,"source":"agent","action":"run","args":{"command":"pwd"},%s},
      {"id":6,"source":"agent","observation":"run","content":"/src","cause":5,%s},
      {"id":7,"source":"environment","observation":"agent_state_changed","content":""},
      {"id":8,"source":"agent","action":"message","args":{"content":"Done."}}"""
          .formatted(
              CALLS.formatted("c1"),
              CALLS.formatted("c1"),
              CALLS.formatted("c2"),
              CALLS.formatted("c2"));

  @TempDir Path folder;

  @Test
  void trajectory_hasOneAnswerForAllActionsOfAResponse() throws IOException {
    SessionFileFixture read = SessionFileFixture.of(folder, "[" + EVENTS + "]");
    assertThat(read.roles())
        .containsExactly("system", "user", "assistant", "tool", "tool", "assistant");
    assertThat(read.messages().get(2).path("tool_calls")).hasSize(2);
    assertThat(read.messages().get(4).path("tool_call_id").asString()).isEqualTo("c2");
    assertThat(read.only().head()).contains("gpt-5", "\"tools\"");
    assertThat(read.remarks()).isEmpty();
  }

  @Test
  void evaluationRow_andOlderPairs_holdTheSameEvents() throws IOException {
    String[] events = EVENTS.replace("\n", " ").split(", \\{\"id\":", -1);
    String pairs = "[[" + events[0] + ",{\"id\":" + events[1] + "]]";
    assertThat(SessionFileFixture.of(folder, row("[" + EVENTS + "]")).roles()).hasSize(6);
    assertThat(SessionFileFixture.of(folder, row(pairs)).roles()).hasSize(2);
  }

  @Test
  void eventsWithoutAResponse_becomeCallsOfTheirOwn() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            """
            {"id":1,"source":"user","action":"message","args":{"content":"fix it"}}
            {"id":2,"source":"agent","action":"read","args":{"path":"a.py","thought":"Look."}}
            {"id":3,"source":"agent","observation":"read","content":"x = 1","cause":2}
            {"id":4,"what":"is this"}
            """);
    assertThat(read.roles()).containsExactly("user", "assistant", "tool");
    assertThat(read.messages().get(2).path("tool_call_id").asString()).isEqualTo("call-2");
    assertThat(read.remarks()).singleElement().asString().contains("number 4");
  }

  @Test
  void typedEvents_joinCallsOfOneResponse() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            """
            {"kind":"SystemPromptEvent","source":"agent","system_prompt":{"type":"text","text":"be good"},"tools":[]}
            {"kind":"MessageEvent","source":"user","llm_message":{"role":"user","content":[{"type":"text","text":"fix it"}]}}
            {"kind":"ActionEvent","source":"agent","thought":[{"type":"text","text":"I look."}],"tool_name":"terminal","tool_call_id":"c1","llm_response_id":"r1","action":{"command":"ls"}}
            {"kind":"ActionEvent","source":"agent","thought":[],"tool_name":"terminal","tool_call_id":"c2","llm_response_id":"r1","tool_call":{"id":"c2","name":"terminal","arguments":"{}"}}
            {"kind":"ConversationStateUpdateEvent","key":"stats"}
            {"kind":"ObservationEvent","tool_name":"terminal","tool_call_id":"c1","observation":{"content":[{"type":"text","text":"a.py"}]}}
            {"kind":"AgentErrorEvent","tool_call_id":"c2","error":"no such tool"}
            {"kind":"SomethingNewEvent"}
            """);
    assertThat(read.roles()).containsExactly("system", "user", "assistant", "tool", "tool");
    assertThat(read.messages().get(2).path("tool_calls")).hasSize(2);
    assertThat(read.messages().get(4).path("content").asString()).isEqualTo("no such tool");
    assertThat(read.remarks()).singleElement().asString().contains("1 record", "number 8");
  }

  private static String row(String history) {
    return "{\"instance_id\":\"i\",\"history\":" + history + ",\"metrics\":{}}";
  }
}
