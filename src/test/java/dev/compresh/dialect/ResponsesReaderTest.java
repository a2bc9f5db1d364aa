package dev.compresh.dialect;

import static dev.compresh.dialect.BodyReading.at;
import static dev.compresh.dialect.BodyReading.parts;
import static dev.compresh.dialect.BodyReading.read;
import static dev.compresh.dialect.BodyReading.responses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResponsesReaderTest {

  @Test
  void inputString_isOneUserText() {
    Prompt prompt = read(Dialect.RESPONSES, "{\"input\": \"h\\u0069\" ,\"model\":\"m\"}");
    assertThat(prompt.messages()).hasSize(1);
    assertThat(prompt.messages().getFirst().role()).isEqualTo(MessageRole.USER);
    assertThat(parts(prompt, 0)).isEqualTo("text(hi)");
    assertThat(at(prompt, prompt.array())).isEqualTo("\"h\\u0069\"");
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void messages_withAndWithoutType() {
    Prompt prompt =
        responses(
            "{\"role\":\"user\",\"content\":\"easy\"}",
            """
            {"type":"message","role":"user","content":[{"type":"input_text","text":"q"},
              {"type":"input_image","image_url":"data:"},{"type":"input_file","file_id":"f"}]}\
            """,
            """
            {"type":"message","id":"msg_1","status":"completed","role":"assistant",
             "content":[{"type":"output_text","text":"a","annotations":[],"logprobs":[]}]}\
            """,
            "{\"role\":\"developer\",\"content\":\"d\"}");
    assertThat(IntStream.range(0, 4).mapToObj(i -> parts(prompt, i)))
        .containsExactly(
            "text(easy)", "text(q) fixed(input_image) fixed(input_file)", "text(a)", "text(d)");
    assertThat(prompt.messages())
        .extracting(Message::role)
        .containsExactly(
            MessageRole.USER, MessageRole.USER, MessageRole.ASSISTANT, MessageRole.SYSTEM);
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void toolsOfferedOnTheWay_areADevelopersWord() {
    Prompt prompt =
        responses(
            "{\"type\":\"additional_tools\",\"role\":\"developer\",\"tools\":[]}",
            "{\"role\":\"user\",\"content\":\"q\"}");
    assertThat(prompt.messages())
        .extracting(Message::role)
        .containsExactly(MessageRole.SYSTEM, MessageRole.USER);
    assertThat(parts(prompt, 0)).isEqualTo("fixed(additional_tools)");
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void callsAndOutputs_ofEveryKind() {
    Prompt prompt =
        responses(
            "{\"type\":\"function_call\",\"id\":\"fc\",\"call_id\":\"c1\",\"name\":\"f\",\"arguments\":\"{}\"}",
            "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"r\"}",
            "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":[{\"type\":\"input_text\",\"text\":\"r\"},{\"type\":\"input_image\"}]}",
            "{\"type\":\"local_shell_call\",\"call_id\":\"c2\",\"action\":{\"type\":\"exec\",\"command\":[\"ls\"]}}",
            "{\"type\":\"local_shell_call_output\",\"id\":\"c2\",\"output\":\"files\"}",
            "{\"type\":\"custom_tool_call\",\"call_id\":\"c3\",\"name\":\"g\",\"input\":\"x\"}",
            "{\"type\":\"custom_tool_call_output\",\"call_id\":\"c3\",\"output\":\"y\"}",
            "{\"type\":\"apply_patch_call\",\"call_id\":\"c4\",\"operation\":{\"type\":\"delete_file\"}}",
            "{\"type\":\"apply_patch_call_output\",\"call_id\":\"c4\",\"status\":\"failed\",\"output\":\"no\"}",
            "{\"type\":\"shell_call\",\"call_id\":\"c5\",\"action\":{\"commands\":[\"ls\"]}}",
            "{\"type\":\"shell_call_output\",\"call_id\":\"c5\",\"output\":[{\"stdout\":\"o\",\"stderr\":\"e\",\"outcome\":{\"type\":\"exit\"}}]}");
    assertThat(IntStream.range(0, 11).mapToObj(i -> parts(prompt, i)))
        .containsExactly(
            "call(c1,f,\"{}\")",
            "result(c1,r)",
            "result(c1,r,+)",
            "call(c2,local_shell,{\"type\":\"exec\",\"command\":[\"ls\"]})",
            "result(c2,files)",
            "call(c3,g,\"x\")",
            "result(c3,y)",
            "call(c4,apply_patch,{\"type\":\"delete_file\"})",
            "error(c4,no)",
            "call(c5,shell,{\"commands\":[\"ls\"]})",
            "result(c5,o,e)");
    assertThat(prompt.messages().get(3).role()).isEqualTo(MessageRole.ASSISTANT);
    assertThat(prompt.messages().get(4).role()).isEqualTo(MessageRole.TOOL);
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void otherItems_areFixed() {
    for (String type :
        new String[] {
          "reasoning",
          "compaction",
          "item_reference",
          "web_search_call",
          "file_search_call",
          "computer_call",
          "computer_call_output",
          "mcp_call",
          "mcp_list_tools",
          "mcp_approval_request",
          "mcp_approval_response",
          "code_interpreter_call",
          "image_generation_call",
          "tomorrow"
        }) {
      Prompt prompt =
          responses("{\"type\":\"" + type + "\",\"id\":\"x\",\"summary\":[{\"text\":\"t\"}]}");
      assertThat(parts(prompt, 0)).isEqualTo("fixed(" + type + ")");
      assertThat(prompt.plain()).as(type).isTrue();
    }
  }

  @Test
  void envelope() {
    Prompt prompt =
        read(
            Dialect.RESPONSES,
            """
            {"model":"gpt","instructions":"Be\\nkind","tools":[{"type":"function","name":"f"}],
             "max_output_tokens":99,"prompt_cache_key":"k1","previous_response_id":"resp_1",
             "input":[]}\
            """);
    RequestEnvelope requestEnvelope = prompt.envelope();
    assertThat(requestEnvelope.fixed().stream().map(byteSpan -> at(prompt, byteSpan)))
        .containsExactly("\"Be\\nkind\"", "[{\"type\":\"function\",\"name\":\"f\"}]");
    assertThat(requestEnvelope.maxTokens()).isEqualTo(99);
    assertThat(requestEnvelope.previousResponse()).isTrue();
    assertThat(requestEnvelope.conversationHint()).isEqualTo("k1");
    RequestEnvelope held =
        read(Dialect.RESPONSES, "{\"conversation\":{\"id\":\"conv_1\"},\"input\":\"a\"}")
            .envelope();
    assertThat(held.previousResponse()).isTrue();
    assertThat(held.conversationHint()).isEqualTo("conv_1");
    RequestEnvelope fresh =
        read(Dialect.RESPONSES, "{\"previous_response_id\":null,\"input\":\"a\"}").envelope();
    assertThat(fresh.previousResponse()).isFalse();
  }
}
