package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptReaderTest {
  private static final String CHAT =
      """
      {"id":"a","messages":[{"role":"system","content":"s"},{"role":"user","content":"1"},\
      {"role":"assistant","content":"2"},{"role":"user","content":"3"}]}\
      """;

  @TempDir Path folder;

  @Test
  void chatBody_hasARequestBeforeEachAnswerAndTheLast() throws IOException {
    Transcript transcript = one(CHAT);
    assertThat(transcript.dialect()).isEqualTo(Dialect.CHAT);
    assertThat(transcript.requests()).containsExactly(2, 4);
    assertThat(messages(transcript, 4)).isEqualTo(4);
  }

  @Test
  void jsonLines_areATranscriptEach_alsoGzipped() throws IOException {
    Path file = folder.resolve("lines.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          (CHAT + "\n" + CHAT.replace("\"a\"", "\"b\"") + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(file)).extracting(Transcript::id).containsExactly("a", "b");
  }

  @Test
  void anthropicBody_isKnownByItsSystemText() throws IOException {
    Transcript transcript =
        one(
            """
            {"system":"s","model":"claude-x","max_tokens":9,"messages":[
            {"role":"user","content":"1"},{"role":"assistant","content":"2"}]}\
            """);
    assertThat(transcript.dialect()).isEqualTo(Dialect.MESSAGES);
    assertThat(new String(transcript.body(1), StandardCharsets.UTF_8))
        .contains("\"system\":\"s\"", "\"max_tokens\":9");
  }

  @Test
  void bareArray_isAConversation() throws IOException {
    assertThat(one("[{\"role\":\"user\",\"content\":\"1\"}]").requests()).containsExactly(1);
  }

  @Test
  void claudeCodeSession_joinsBlocksOfOneAnswerAndPartsSubAgents() throws IOException {
    String line =
        "{\"sessionId\":\"s\",\"uuid\":\"%s\",\"parentUuid\":\"%s\",\"isSidechain\":%s,\"type\":\"%s\","
            + "\"message\":{\"role\":\"%s\",\"content\":%s}}%n";
    String text =
        "{\"type\":\"summary\",\"summary\":\"x\"}\n"
            + line.formatted("1", "", "false", "user", "user", "\"do\"")
            + line.formatted(
                "2",
                "1",
                "false",
                "assistant",
                "assistant",
                "[{\"type\":\"text\",\"text\":\"ok\"}]")
            + line.formatted(
                "3",
                "2",
                "false",
                "assistant",
                "assistant",
                "[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"Read\",\"input\":{}}]")
            + line.formatted("9", "", "true", "user", "user", "\"sub\"")
            + line.formatted(
                "10",
                "9",
                "true",
                "assistant",
                "assistant",
                "[{\"type\":\"text\",\"text\":\"sub ok\"}]")
            + line.formatted(
                "4",
                "3",
                "false",
                "user",
                "user",
                "[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"r\"}]");
    List<Transcript> transcripts = read(file(text));
    assertThat(transcripts).hasSize(2);
    assertThat(transcripts.getFirst().elements()).hasSize(3);
    assertThat(transcripts.getFirst().requests()).containsExactly(1, 3);
    assertThat(transcripts.getLast().elements()).hasSize(2);
  }

  @Test
  void codexSession_hasItemsAndInstructions() throws IOException {
    String text =
        """
        {"timestamp":"t","type":"session_meta","payload":{"id":"i","instructions":"be brief"}}
        {"timestamp":"t","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}}
        {"timestamp":"t","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{}","call_id":"c"}}
        {"timestamp":"t","type":"event_msg","payload":{"type":"token_count"}}
        {"timestamp":"t","type":"response_item","payload":{"type":"function_call_output","call_id":"c","output":"x"}}
        """;
    Transcript transcript = read(file(text)).getFirst();
    assertThat(transcript.dialect()).isEqualTo(Dialect.RESPONSES);
    assertThat(transcript.requests()).containsExactly(1, 3);
    assertThat(new String(transcript.body(3), StandardCharsets.UTF_8)).contains("be brief");
    assertThat(messages(transcript, 3)).isEqualTo(3);
  }

  @Test
  void codexSession_hasToolsThatWereOfferedOnTheWay() throws IOException {
    String text =
        """
        {"type":"session_meta","payload":{"id":"i"}}
        {"type":"response_item","payload":{"type":"additional_tools","role":"developer","tools":[]}}
        {"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}}
        {"type":"response_item","payload":{"type":"custom_tool_call","name":"exec","input":"x","call_id":"c"}}
        {"type":"response_item","payload":{"type":"custom_tool_call_output","call_id":"c","output":"x"}}
        """;
    Transcript transcript = read(file(text)).getFirst();
    assertThat(transcript.requests()).containsExactly(2, 4);
    assertThat(messages(transcript, 4)).isEqualTo(4);
  }

  @Test
  void brokenLines_areSkippedWithARemark() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(folder, CHAT + "\n{oops\n" + CHAT + "\n{\"a\":1}\n{\"half");
    assertThat(read.transcripts()).hasSize(2);
    assertThat(read.remarks()).hasSize(2);
    assertThat(read.remarks().getFirst()).contains("2 lines", "first: line 2");
    assertThat(read.remarks().getLast()).contains("1 record", "number 4");
  }

  @Test
  void brokenLineOfASession_costsThatLineAlone() throws IOException {
    String text =
        """
        {"type":"session_meta","payload":{"id":"i"}}
        {"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input
        {"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}}
        {"type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{}","call_id":"c"}}
        {"type":"new_kind","payload":{}}
        """;
    SessionFileFixture read = SessionFileFixture.of(folder, text);
    assertThat(read.only().elements()).hasSize(2);
    assertThat(read.remarks()).hasSize(2);
  }

  @Test
  void fileWithNothingButBrokenLines_saysWhatIsWrong() throws IOException {
    assertThat(TranscriptReader.read(file("{oops\n{again\n")))
        .isInstanceOfSatisfying(
            TranscriptReader.TranscriptResult.TranscriptFailure.class,
            f -> assertThat(f.message()).contains("line 1", "not valid JSON"));
  }

  @Test
  void somethingElse_isToldApart() throws IOException {
    assertThat(TranscriptReader.read(file("{\"a\":1}")))
        .isInstanceOfSatisfying(
            TranscriptReader.TranscriptResult.TranscriptFailure.class,
            f -> assertThat(f.message()).contains("no conversation"));
    assertThat(TranscriptReader.read(folder.resolve("missing.json")))
        .isInstanceOf(TranscriptReader.TranscriptResult.TranscriptFailure.class);
  }

  private Transcript one(String text) throws IOException {
    List<Transcript> transcripts = read(file(text));
    assertThat(transcripts).hasSize(1);
    return transcripts.getFirst();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.jsonl"), text);
  }

  private static List<Transcript> read(Path file) {
    TranscriptReader.TranscriptResult transcriptResult = TranscriptReader.read(file);
    assertThat(transcriptResult)
        .isInstanceOf(TranscriptReader.TranscriptResult.ReadTranscripts.class);
    return ((TranscriptReader.TranscriptResult.ReadTranscripts) transcriptResult).transcripts();
  }

  private static int messages(Transcript transcript, int length) {
    return PromptReader.read(transcript.dialect(), transcript.body(length)) instanceof Prompt prompt
        ? prompt.messages().size()
        : -1;
  }
}
