package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweAgentTrajectoryTest {
  static final String STEPS =
      """
      "trajectory":[{"action":"ls","observation":"a.py","response":"Look.\\n```\\nls\\n```",
       "state":"{}","thought":"Look."},
       {"action":"cat a.py","observation":"x = 1","response":"Read it.\\n```\\ncat a.py\\n```"}]""";

  @TempDir Path folder;

  @Test
  void history_isWhatTheModelWasSent() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            "{"
                + STEPS
                + """
                ,"history":[
                {"role":"system","content":"be good","agent":"main","message_type":"system_prompt"},
                {"role":"user","content":[{"type":"text","text":"fix it"}],"agent":"main"},
                {"role":"assistant","content":"Look.","thought":"Look.","action":"ls","agent":"main",
                 "tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"bash",
                 "arguments":"{\\"command\\":\\"ls\\"}"}}]},
                {"role":"tool","content":"a.py","agent":"main","tool_call_ids":["c1"]}],
                "info":{"exit_status":"submitted"}}""");
    assertThat(read.roles()).containsExactly("system", "user", "assistant", "tool");
    assertThat(read.messages().get(1).path("content").asString()).isEqualTo("fix it");
    assertThat(read.messages().get(2).path("tool_calls").path(0).path("id").asString())
        .isEqualTo(read.messages().get(3).path("tool_call_id").asString())
        .isEqualTo("c1");
    assertThat(read.only().requests()).containsExactly(2, 4);
    assertThat(read.remarks()).isEmpty();
  }

  @Test
  void stepsAlone_areAnswersAndObservations() throws IOException {
    SessionFileFixture read = SessionFileFixture.of(folder, "{" + STEPS + "}");
    assertThat(read.roles()).containsExactly("assistant", "user", "assistant", "user");
  }

  @Test
  void agentsOfOneRun_areTranscriptsEach() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            "{"
                + STEPS
                + """
                ,"history":[{"role":"user","content":"fix it","agent":"main"},
                {"role":"assistant","content":"I ask.","agent":"main"},
                {"role":"user","content":"what is a.py?","agent":"reader"},
                {"role":"assistant","content":"A file.","agent":"reader"},
                {"role":"odd","content":"?","agent":"main"}]}""");
    assertThat(read.transcripts())
        .extracting(Transcript::id)
        .hasSize(2)
        .allMatch(i -> i.contains("/"));
    assertThat(read.remarks()).singleElement().asString().contains("1 record", "number 5");
  }

  @Test
  void messagesOfTheSmallAgent_areARequestBody() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            """
            {"info":{"exit_status":"Submitted"},"trajectory_format":"mini-swe-agent-1","messages":[
            {"role":"system","content":"s"},{"role":"user","content":"task"},
            {"role":"assistant","content":"```bash\\nls\\n```"},{"role":"user","content":"a.py"}]}""");
    assertThat(read.only().requests()).containsExactly(2, 4);
  }
}
