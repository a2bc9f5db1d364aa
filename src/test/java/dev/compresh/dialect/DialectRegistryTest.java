package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DialectRegistryTest {

  @Test
  void names_areUniqueAndFound() {
    List<String> names = DialectRegistry.all().stream().map(Dialect::name).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .containsExactly("chat", "messages", "responses", "gemini");
    for (Dialect dialect : DialectRegistry.all()) {
      assertThat(DialectRegistry.find(dialect.name())).containsSame(dialect);
      assertThat(DialectRegistry.atEndpoint(dialect.path())).containsSame(dialect);
      assertThat(DialectRegistry.speaking(dialect.path())).isSameAs(dialect);
    }
    assertThat(DialectRegistry.find("Chat")).isEmpty();
    assertThat(DialectRegistry.listNames()).isEqualTo("chat, messages, responses or gemini");
  }

  @Test
  void pathBelowAnEndpoint_isAnsweredInItsShape_andUnknownOnesInChats() {
    assertThat(DialectRegistry.speaking("/v1/messages/count_tokens")).isSameAs(Dialect.MESSAGES);
    assertThat(DialectRegistry.speaking("/v1/responses/resp_1")).isSameAs(Dialect.RESPONSES);
    assertThat(DialectRegistry.speaking("/v1/models/m:streamGenerateContent"))
        .isSameAs(Dialect.GEMINI);
    assertThat(DialectRegistry.speaking("/v1beta/models")).isSameAs(Dialect.GEMINI);
    assertThat(DialectRegistry.speaking("/v1/embeddings")).isSameAs(Dialect.CHAT);
    assertThat(DialectRegistry.speaking("/")).isSameAs(Dialect.CHAT);
    assertThat(DialectRegistry.atEndpoint("/v1/messages/count_tokens")).isEmpty();
  }

  @Test
  void bodyWithoutPath_isGuessed() {
    assertThat(guess("{\"messages\":[]}")).isSameAs(Dialect.CHAT);
    assertThat(guess("")).isSameAs(Dialect.CHAT);
    assertThat(guess("{\"input\":\"x\"}")).isSameAs(Dialect.RESPONSES);
    assertThat(guess("{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{}}]}]}"))
        .isSameAs(Dialect.MESSAGES);
    assertThat(guess("{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}")).isSameAs(Dialect.GEMINI);
    assertThat(guess("{\"input\":[{\"text\":\"\\\"tool_result\\\"\"}]}"))
        .isSameAs(Dialect.RESPONSES);
  }

  @Test
  void errorThatEndsAStream_perDialect() {
    StreamFault fault = new StreamFault("t", "c", "m", false, "resp_1", 7);
    String error = "{\"message\":\"m\",\"type\":\"t\",\"code\":\"c\"}";
    assertThat(text(Dialect.CHAT, fault)).isEqualTo("data: {\"error\":" + error + "}\n\n");
    assertThat(text(Dialect.MESSAGES, fault))
        .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":" + error + "}\n\n");
    assertThat(text(Dialect.RESPONSES, fault))
        .isEqualTo(
            "event: response.failed\ndata: {\"type\":\"response.failed\",\"sequence_number\":7,"
                + "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"failed\","
                + "\"error\":"
                + error
                + ",\"output\":[],\"usage\":null}}\n\n");
    StreamFault within = new StreamFault("t", "c", "m", true, "", 0);
    for (Dialect dialect : DialectRegistry.all()) {
      assertThat(text(dialect, within)).startsWith("\n\n");
    }
  }

  private static Dialect guess(String body) {
    return DialectRegistry.guess(body.getBytes(UTF_8));
  }

  private static String text(Dialect dialect, StreamFault fault) {
    return new String(dialect.streamFault(fault), UTF_8);
  }
}
