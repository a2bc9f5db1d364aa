package dev.compresh.dialect;

import static dev.compresh.dialect.BodyReading.at;
import static dev.compresh.dialect.BodyReading.chat;
import static dev.compresh.dialect.BodyReading.parts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChatReaderTest {

  @Test
  void stringContent_isOneText_whoseSpanIsTheLiteral() {
    Prompt prompt = chat("{\"role\" : \"user\" , \"content\" : \"a\\nb\" }");
    PromptPart.TextPart textPart =
        (PromptPart.TextPart) prompt.messages().getFirst().parts().getFirst();
    assertThat(prompt.text(textPart)).isEqualTo("a\nb");
    assertThat(at(prompt, textPart.literal())).isEqualTo("\"a\\nb\"");
    assertThat(textPart.span()).isEqualTo(textPart.literal());
    assertThat(prompt.messages().getFirst().textOnly()).isTrue();
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void roles_areMapped() {
    Prompt prompt =
        chat(
            "{\"role\":\"system\",\"content\":\"s\"}",
            "{\"content\":\"d\",\"role\":\"developer\"}",
            "{\"role\":\"user\",\"content\":\"u\"}",
            "{\"role\":\"assistant\",\"content\":\"a\"}",
            "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"t\"}",
            "{\"role\":\"function\",\"name\":\"f\",\"content\":\"t\"}");
    assertThat(prompt.messages())
        .extracting(Message::role)
        .containsExactly(
            MessageRole.SYSTEM,
            MessageRole.SYSTEM,
            MessageRole.USER,
            MessageRole.ASSISTANT,
            MessageRole.TOOL,
            MessageRole.TOOL);
    assertThat(prompt.messages()).extracting(Message::index).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(parts(prompt, 5)).isEqualTo("result(f,t)");
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void contentParts_keepTheirOrder() {
    Prompt prompt =
        chat(
            """
            {"role":"user","content":[
              {"type":"text","text":"one","cache_control":{"type":"ephemeral"}},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}},
              {"type":"input_audio","input_audio":{"data":"AA","format":"wav"}},
              {"type":"file","file":{"file_id":"f"}},
              {"text":"two","type":"text"}]}\
            """,
            """
            {"role":"assistant","content":[{"type":"refusal","refusal":"no"}],"refusal":null}\
            """);
    assertThat(parts(prompt, 0))
        .isEqualTo("cached(one) fixed(image_url) fixed(input_audio) fixed(file) text(two)");
    assertThat(parts(prompt, 1)).isEqualTo("fixed(refusal)");
    assertThat(prompt.messages().getFirst().textOnly()).isFalse();
  }

  @Test
  void calls_newOldAndCustom() {
    Prompt prompt =
        chat(
            """
            {"role":"assistant","content":null,"tool_calls":[
              {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
              {"id":"c2","type":"custom","custom":{"name":"g","input":"x"}}]}\
            """,
            """
            {"role":"assistant","content":"","function_call":{"name":"f","arguments":"{}"}}\
            """,
            """
            {"role":"tool","tool_call_id":"c1","content":[
              {"type":"text","text":"r1"},{"type":"text","text":"r2"}]}\
            """,
            "{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":null}",
            "{\"role\":\"assistant\",\"tool_calls\":[],\"function_call\":null,\"content\":\"x\"}");
    assertThat(parts(prompt, 0)).isEqualTo("call(c1,f,\"{\\\"a\\\":1}\") call(c2,g,\"x\")");
    assertThat(parts(prompt, 1)).isEqualTo("text() call(f,f,\"{}\")");
    assertThat(parts(prompt, 2)).isEqualTo("result(c1,r1,r2)");
    assertThat(parts(prompt, 3)).isEqualTo("result(c2)");
    assertThat(parts(prompt, 4)).isEqualTo("text(x)");
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void aMessageOfTextWithAName_isTextOnly() {
    Prompt prompt =
        chat(
            "{\"role\":\"user\",\"name\":\"ann\",\"content\":\"a\"}",
            "{\"role\":\"user\",\"name\":\"ann\",\"content\":[]}");
    assertThat(prompt.messages()).extracting(Message::name).containsExactly("ann", "ann");
    assertThat(prompt.messages()).extracting(Message::textOnly).containsExactly(true, false);
  }

  @Test
  void fieldsOfOthers_areFixed_andEmptyOnesNothing() {
    Prompt prompt =
        chat(
            """
            {"role":"assistant","reasoning_content":"hm","content":"a","name":"bob",
             "reasoning_details":[{"type":"x"}],"audio":{"id":"1"},"annotations":[],"refusal":null,
             "prefix":true}\
            """);
    assertThat(parts(prompt, 0))
        .isEqualTo(
            "fixed(reasoning_content) text(a) name(bob) fixed(reasoning_details) fixed(audio)");
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void citedTexts_areFixed() {
    Prompt prompt =
        chat(
            """
            {"role":"assistant","content":[
              {"type":"text","text":"a","annotations":[{"type":"url_citation"}]},
              {"type":"text","text":"b","annotations":[]}]}\
            """);
    assertThat(parts(prompt, 0)).isEqualTo("fixed(text) text(b)");
  }

  @Test
  void unknownShapes_areReadButNotPlain() {
    for (String odd :
        new String[] {
          "{\"role\":\"user\",\"content\":7}",
          "{\"role\":\"user\",\"content\":{\"a\":1}}",
          "{\"role\":\"user\",\"content\":[\"a\"]}",
          "{\"role\":\"wizard\",\"content\":\"a\"}",
          "{\"role\":3,\"content\":\"a\"}",
          "{\"content\":\"a\"}",
          "\"a\"",
          "null",
          "[]",
          "{\"role\":\"assistant\",\"tool_calls\":{\"a\":1}}",
          "{\"role\":\"assistant\",\"tool_calls\":[1]}",
          "{\"role\":\"user\",\"content\":\"a\",\"content\":\"b\"}",
          "{\"role\":\"user\",\"content\":null,\"content\":\"b\"}",
          "{\"role\":\"user\",\"role\":\"user\",\"content\":\"b\"}",
          "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"text\":\"b\"}]}",
          "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"id\":\"b\",\"function\":{}}]}",
        }) {
      Prompt prompt = chat("{\"role\":\"user\",\"content\":\"x\"}", odd);
      assertThat(prompt.plain()).as(odd).isFalse();
      assertThat(prompt.messages()).as(odd).hasSize(2);
      assertThat(at(prompt, prompt.messages().get(1).span())).isEqualTo(odd);
    }
  }

  @Test
  void escapedNames_areTheSameNames() {
    Prompt prompt =
        BodyReading.read(
            Dialect.CHAT,
            "{\"mess\\u0061ges\":[{\"r\\u006fle\":\"us\\u0065r\",\"content\":\"a\"}]}");
    assertThat(parts(prompt, 0)).isEqualTo("text(a)");
    assertThat(prompt.plain()).isTrue();
  }
}
