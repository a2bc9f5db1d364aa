package dev.compresh.dialect;

import static dev.compresh.dialect.BodyReading.at;
import static dev.compresh.dialect.BodyReading.parts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiReaderTest {

  private static Prompt contents(String... contents) {
    return BodyReading.read(Dialect.GEMINI, "{\"contents\":[" + String.join(",", contents) + "]}");
  }

  @Test
  void textsOfUserAndModel() {
    Prompt prompt =
        contents(
            "{\"role\":\"user\",\"parts\":[{\"text\":\"a\"},{\"text\":\"b\"}]}",
            "{\"parts\":[{\"text\":\"c\"}],\"role\":\"model\"}",
            "{\"parts\":{\"text\":\"d\"}}");
    assertThat(parts(prompt, 0)).isEqualTo("text(a) text(b)");
    assertThat(parts(prompt, 1)).isEqualTo("text(c)");
    assertThat(parts(prompt, 2)).isEqualTo("text(d)");
    assertThat(prompt.messages())
        .extracting(Message::role)
        .containsExactly(MessageRole.USER, MessageRole.ASSISTANT, MessageRole.USER);
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void parallelCallsWithIds_areAnsweredInAnyOrder() {
    Prompt prompt =
        contents(
            """
            {"role":"model","parts":[
              {"functionCall":{"id":"x1","name":"f","args":{"a":1}},"thoughtSignature":"c2ln"},
              {"function_call":{"id":"x2","name":"f","args":{"a":2}}}]}\
            """,
            """
            {"role":"user","parts":[
              {"functionResponse":{"id":"x2","name":"f","response":{"output":"two"}}},
              {"function_response":{"id":"x1","name":"f","response":{"result":"one"}}}]}\
            """);
    assertThat(parts(prompt, 0)).isEqualTo("call(x1,f,{\"a\":1}) call(x2,f,{\"a\":2})");
    assertThat(parts(prompt, 1)).isEqualTo("result(x2,two) result(x1,one)");
  }

  @Test
  void callsWithoutIds_areAnsweredByNameInTheirOrder() {
    Prompt prompt =
        contents(
            """
            {"role":"model","parts":[{"functionCall":{"name":"f","args":{}}},
              {"functionCall":{"name":"g","args":{}}},{"functionCall":{"name":"f","args":{}}}]}\
            """,
            """
            {"role":"function","parts":[{"functionResponse":{"name":"f","response":{"output":"1"}}},
              {"functionResponse":{"name":"g","id":"own-of-the-client","response":{"output":"2"}}},
              {"functionResponse":{"name":"f","response":{"error":"3"}}}]}\
            """,
            "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]}");
    assertThat(parts(prompt, 0)).isEqualTo("call(call-1,f,{}) call(call-2,g,{}) call(call-3,f,{})");
    assertThat(parts(prompt, 1)).isEqualTo("result(call-1,1) result(call-2,2) error(call-3,3)");
    assertThat(parts(prompt, 2)).isEqualTo("call(call-4,f,\"f\")");
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void thoughtsAndSignedTexts_areNeverChanged() {
    Prompt prompt =
        contents(
            """
            {"role":"model","parts":[{"text":"hm","thought":true},{"text":"a"},
              {"text":"b","thoughtSignature":"c2ln"},{"text":"","thought_signature":"c2ln"}]}\
            """);
    assertThat(parts(prompt, 0))
        .isEqualTo("fixed(thought) text(a) fixed(signed_text) fixed(signed_text)");
    assertThat(
            ((PromptPart.FixedPart) prompt.messages().getFirst().parts().getFirst()).isReasoning())
        .isTrue();
  }

  @Test
  void mediaAndOtherParts_areFixed() {
    Prompt prompt =
        contents(
            """
            {"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"AA"}},
              {"fileData":{"fileUri":"https://x/files/1","mimeType":"video/mp4"}},
              {"executableCode":{"code":"1"}},{"text":"t","videoMetadata":{"fps":1}}]}\
            """);
    assertThat(parts(prompt, 0))
        .isEqualTo("fixed(inlineData) fixed(fileData) fixed(executableCode) fixed(videoMetadata)");
  }

  @Test
  void resultsWithDataOrPictures_keepTheirTexts_andAreNotTextOnly() {
    Prompt prompt =
        contents(
            """
            {"role":"user","parts":[
              {"functionResponse":{"name":"f","response":{"output":"o","exitCode":0}}},
              {"functionResponse":{"name":"f","response":{"rows":[{"a":"b"}],"output":"o"}}},
              {"functionResponse":{"name":"f","response":{"content":[{"type":"text","text":"t"}]}}},
              {"functionResponse":{"name":"f","response":{"output":"o"},
                "parts":[{"inlineData":{"mimeType":"image/png","data":"AA"}}]}}]}\
            """);
    assertThat(parts(prompt, 0)).isEqualTo("result(,o) result(,o,+) result(,t) result(,o,+)");
  }

  @Test
  void fieldsBesideContents_inBothWaysToWriteThem() {
    for (String body :
        List.of(
            "{\"systemInstruction\":{\"parts\":[{\"text\":\"s\"}]},\"tools\":[{\"a\":1}],"
                + "\"generationConfig\":{\"maxOutputTokens\":9,\"candidateCount\":2},\"contents\":[]}",
            "{\"system_instruction\":{\"parts\":[{\"text\":\"s\"}]},\"tools\":[{\"a\":1}],"
                + "\"generation_config\":{\"max_output_tokens\":9,\"candidate_count\":2},"
                + "\"contents\":[],\"model\":\"ignored\",\"stream\":true}")) {
      Prompt prompt = BodyReading.read(Dialect.GEMINI, body);
      assertThat(prompt.envelope().fixed().stream().map(span -> at(prompt, span)))
          .containsExactly("{\"parts\":[{\"text\":\"s\"}]}", "[{\"a\":1}]");
      assertThat(prompt.envelope().maxTokens()).isEqualTo(9);
      assertThat(prompt.envelope().answers()).isEqualTo(2);
      assertThat(prompt.envelope().model()).isNull();
      assertThat(prompt.envelope().stream()).isFalse();
    }
  }

  @Test
  void cachedContent_isHeldByTheProvider() {
    Prompt prompt =
        BodyReading.read(
            Dialect.GEMINI, "{\"cachedContent\":\"cachedContents/abc\",\"contents\":[]}");
    assertThat(prompt.envelope().previousResponse()).isTrue();
    assertThat(prompt.envelope().references().ids()).containsExactly("cachedContents/abc");
  }

  @Test
  void unknownShapes_areReadButNotPlain() {
    for (String odd :
        List.of(
            "{\"role\":\"wizard\",\"parts\":[{\"text\":\"a\"}]}",
            "{\"role\":\"user\",\"parts\":[\"a\"]}",
            "{\"role\":\"user\",\"parts\":\"a\"}",
            "{\"role\":\"user\",\"parts\":[{\"text\":\"a\",\"text\":\"b\"}]}",
            "{\"role\":\"user\",\"parts\":[],\"parts\":[]}",
            "{\"parts\":[{\"text\":\"a\",\"functionCall\":{\"name\":\"f\",\"args\":{}}}]}",
            "{\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":{},\"response\":{}}}]}",
            "7")) {
      assertThat(contents(odd).plain()).as(odd).isFalse();
    }
  }

  @Test
  void grownConversation_isReadAsWithoutWhatIsKnown() {
    KnownPrompts known = new KnownPrompts(1 << 20);
    StringBuilder body = new StringBuilder("{\"contents\":[");
    String text = "x".repeat(600);
    for (int turn = 0; turn < 12; turn++) {
      body.append(turn == 0 ? "" : ",");
      body.append("{\"role\":\"user\",\"parts\":[{\"text\":\"" + text + "\"}]},");
      body.append(
          "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{}}}]},");
      body.append(
          "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"id\":\"c"
              + turn
              + "\",\"response\":{\"output\":\"o\"}}}]}");
      byte[] whole = (body + "]}").getBytes(UTF_8);
      Prompt read = (Prompt) known.read("org", Dialect.GEMINI, whole);
      Prompt fresh = (Prompt) PromptReader.read(Dialect.GEMINI, whole);
      assertThat(read.messages()).isEqualTo(fresh.messages());
      assertThat(parts(read, 3 * turn + 2)).isEqualTo("result(call-" + (turn + 1) + ",o)");
    }
  }
}
