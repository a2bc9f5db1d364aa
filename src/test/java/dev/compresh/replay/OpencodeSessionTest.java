package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpencodeSessionTest {
  private static final String USER_PART =
      "{\"id\":\"prt_1\",\"type\":\"text\",\"text\":\"fix it\"}";
  private static final String TOOL_PART =
      """
      {"id":"prt_3","type":"tool","tool":"bash","callID":"c1","state":{"status":"completed",\
      "input":{"command":"ls"},"output":"a.py","time":{"start":1,"end":2}}}\
      """;

  static final String MESSAGES =
      """
      [{"info":{"id":"msg_1","role":"user"},"parts":[%s,
         {"type":"text","text":"not sent","ignored":true}]},
       {"info":{"id":"msg_2","role":"assistant","modelID":"gpt-5","providerID":"openai"},"parts":[
         {"type":"step-start"},{"type":"reasoning","text":"hm"},{"type":"text","text":"I look."},
         %s,{"type":"step-finish","reason":"tool-calls"},
         {"type":"step-start"},{"type":"tool","tool":"edit","callID":"c2","state":{"status":"error",
          "input":{"filePath":"a.py"},"error":"not found"}},
         {"type":"step-finish"},{"type":"step-start"},{"type":"text","text":"Done."},
         {"type":"brand-new"}]}]"""
          .formatted(USER_PART, TOOL_PART);

  @TempDir Path folder;

  @Test
  void export_hasAnAnswerForEachStep() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder, "{\"info\":{\"id\":\"ses_1\"},\"messages\":" + MESSAGES + "}");
    assertThat(read.roles())
        .containsExactly("user", "assistant", "tool", "assistant", "tool", "assistant");
    assertThat(read.messages().getFirst().path("content").asString()).isEqualTo("fix it");
    assertThat(read.messages().get(1).path("content").asString()).isEqualTo("I look.");
    assertThat(read.messages().get(4).path("content").asString()).isEqualTo("not found");
    assertThat(read.only().requests()).containsExactly(1, 3, 5);
    assertThat(read.only().head()).contains("gpt-5");
    assertThat(read.remarks()).singleElement().asString().contains("1 record");
  }

  @Test
  void bareListOfMessages_isTheSame() throws IOException {
    assertThat(SessionFileFixture.of(folder, MESSAGES).roles()).hasSize(6);
  }

  @Test
  void eventLines_areAnswersAndResults() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            """
            {"type":"step_start","sessionID":"ses_1","part":{"type":"step-start"}}
            {"type":"tool_use","sessionID":"ses_1","part":%s}
            {"type":"step_finish","sessionID":"ses_1","part":{"type":"step-finish"}}
            {"type":"step_start","sessionID":"ses_1","part":{"type":"step-start"}}
            {"type":"text","sessionID":"ses_1","part":{"type":"text","text":"Done."}}
            """
                .formatted(TOOL_PART.replace("\n", "")));
    assertThat(read.roles()).containsExactly("assistant", "tool", "assistant");
  }

  @Test
  void storedSession_isFoundBesideItsFile() throws IOException {
    Path session = write("session/p/ses_1.json", "{\"id\":\"ses_1\",\"time\":{\"created\":1}}");
    write("message/ses_1/msg_1.json", "{\"id\":\"msg_1\",\"role\":\"user\"}");
    write("message/ses_1/msg_2.json", "{\"id\":\"msg_2\",\"role\":\"assistant\"}");
    write("message/ses_1/msg_3.json", "{broken");
    write("part/msg_1/prt_1.json", USER_PART);
    write("part/msg_2/prt_3.json", TOOL_PART);
    SessionFileFixture read = SessionFileFixture.read(session);
    assertThat(read.roles()).containsExactly("user", "assistant", "tool");
    assertThat(read.remarks()).singleElement().asString().contains("not valid JSON");
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
