package dev.compresh.dialect;

import static dev.compresh.dialect.BodyReading.at;
import static dev.compresh.dialect.BodyReading.messages;
import static dev.compresh.dialect.BodyReading.parts;
import static dev.compresh.dialect.BodyReading.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesReaderTest {

  @Test
  void blocks_ofEveryType() {
    Prompt prompt =
        messages(
            """
            {"role":"user","content":[
              {"type":"text","text":"hi"},
              {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA"}},
              {"type":"document","source":{"type":"text","data":"text"},"title":"t"},
              {"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"x"}]},
              {"type":"container_upload","file_id":"f"}]}\
            """,
            """
            {"role":"assistant","content":[
              {"type":"thinking","thinking":"hm","signature":"sig"},
              {"type":"redacted_thinking","data":"AA"},
              {"type":"text","text":"calling"},
              {"type":"tool_use","id":"t1","name":"Read","input":{"file":"a"}},
              {"type":"server_tool_use","id":"s1","name":"web_search","input":{"query":"q"}},
              {"type":"web_search_tool_result","tool_use_id":"s1","content":[{"type":"web_search_result"}]},
              {"type":"mcp_tool_use","id":"m","name":"n","server_name":"s","input":{}},
              {"type":"mcp_tool_result","tool_use_id":"m","is_error":false,"content":[]},
              {"type":"tomorrow","text":"?"}]}\
            """);
    assertThat(parts(prompt, 0))
        .isEqualTo(
            "text(hi) fixed(image) fixed(document) fixed(search_result) fixed(container_upload)");
    assertThat(parts(prompt, 1))
        .isEqualTo(
            "fixed(thinking) fixed(redacted_thinking) text(calling) call(t1,Read,{\"file\":\"a\"})"
                + " fixed(server_tool_use) fixed(web_search_tool_result) fixed(mcp_tool_use)"
                + " fixed(mcp_tool_result) fixed(tomorrow)");
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void toolResults_inEveryForm() {
    Prompt prompt =
        messages(
            """
            {"role":"user","content":[
              {"type":"tool_result","tool_use_id":"1","content":"plain"},
              {"type":"tool_result","tool_use_id":"2","content":[{"type":"text","text":"a"},
                {"type":"text","text":"b","cache_control":{"type":"ephemeral"}}]},
              {"tool_use_id":"3","type":"tool_result"},
              {"type":"tool_result","tool_use_id":"4","is_error":true,"content":"bad"},
              {"type":"tool_result","tool_use_id":"5","content":[{"type":"text","text":"c"},
                {"type":"image","source":{}}],"cache_control":{"type":"ephemeral","ttl":"1h"}},
              {"type":"tool_result","tool_use_id":"6","content":[]},
              {"type":"tool_result","tool_use_id":"7","content":[{"type":"tool_reference","tool_name":"x"}]},
              {"type":"text","text":"go on"}]}\
            """);
    assertThat(parts(prompt, 0))
        .isEqualTo(
            "result(1,plain) result(2,a,b,cached) result(3) error(4,bad) result(5,c,+,cached)"
                + " result(6) result(7,+) text(go on)");
    assertThat(prompt.plain()).isTrue();
  }

  @Test
  void citedText_isFixed() {
    Prompt prompt =
        messages(
            """
            {"role":"assistant","content":[{"type":"text","text":"a",
              "citations":[{"type":"char_location"}]},{"type":"text","text":"b","citations":null}]}\
            """);
    assertThat(parts(prompt, 0)).isEqualTo("fixed(text) text(b)");
  }

  @Test
  void envelope_ofClaudeCode() {
    Prompt prompt =
        BodyReading.read(
            Dialect.MESSAGES,
            """
            {"model":"claude-x","max_tokens":32000,"stream":true,
             "system":[{"type":"text","text":"You are","cache_control":{"type":"ephemeral"}}],
             "tools":[{"name":"Read","input_schema":{"type":"object"}}],
             "metadata":{"user_id":"user_ab_account_cd_session_9f-8"},
             "messages":[{"role":"user","content":"hi"}]}\
            """);
    RequestEnvelope requestEnvelope = prompt.envelope();
    assertThat(requestEnvelope.model()).isEqualTo("claude-x");
    assertThat(requestEnvelope.stream()).isTrue();
    assertThat(requestEnvelope.maxTokens()).isEqualTo(32_000);
    assertThat(requestEnvelope.conversationHint()).isEqualTo("9f-8");
    assertThat(
            requestEnvelope.fixed().stream().map(byteSpan -> at(prompt, byteSpan).substring(0, 9)))
        .containsExactly("[{\"type\":", "[{\"name\":");
    assertThat(at(prompt, prompt.array())).isEqualTo("[{\"role\":\"user\",\"content\":\"hi\"}]");
  }

  @Test
  void sessionInUserId_asJsonText() {
    Prompt prompt =
        BodyReading.read(
            Dialect.MESSAGES,
            "{\"metadata\":{\"user_id\":\"{\\\"device_id\\\":\\\"d\\\",\\\"session_id\\\":\\\"s-1\\\"}\"}}");
    assertThat(prompt.envelope().conversationHint()).isEqualTo("s-1");
    assertThat(prompt.plain()).isFalse();
    Prompt plainUser = BodyReading.read(Dialect.MESSAGES, "{\"metadata\":{\"user_id\":\"u-17\"}}");
    assertThat(plainUser.envelope().conversationHint()).isNull();
  }

  @Test
  void threads_holdEarlierTurns() {
    String body = "{\"thread\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}";
    Prompt onward =
        read(
            Dialect.MESSAGES,
            body.formatted("{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}"));
    assertThat(onward.envelope().previousResponse()).isTrue();
    Prompt first = read(Dialect.MESSAGES, body.formatted("{\"type\":\"create\"}"));
    assertThat(first.envelope().previousResponse()).isFalse();
    assertThat(read(Dialect.MESSAGES, body.formatted("null")).envelope().previousResponse())
        .isFalse();
  }
}
