package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.BodySplicer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamOptionsTest {

  @Test
  void addIncludeUsage_whereverTheClientDidNotAsk() {
    assertThat(added("{\"stream\":true,\"messages\":[] }"))
        .isEqualTo(
            "{\"stream\":true,\"messages\":[],\"stream_options\":{\"include_usage\":true} }");
    assertThat(added("{\"stream\":true,\"stream_options\":null}"))
        .isEqualTo("{\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    assertThat(added("{\"stream\":true,\"stream_options\":{ }}"))
        .isEqualTo("{\"stream\":true,\"stream_options\":{\"include_usage\":true }}");
    assertThat(added("{\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}}"))
        .isEqualTo(
            "{\"stream\":true,\"stream_options\":{\"include_usage\":true,"
                + "\"include_obfuscation\":false}}");
    assertThat(added("{\"stream_options\":{\"a\":1,\"include_usage\" : false},\"stream\":true}"))
        .isEqualTo("{\"stream_options\":{\"a\":1,\"include_usage\" : true},\"stream\":true}");
    assertThat(
            added(
                "{\"stream_options\":{\"include_usage\":true,\"include_usage\":null},\"stream\":true}"))
        .isEqualTo(
            "{\"stream_options\":{\"include_usage\":true,\"include_usage\":true},\"stream\":true}");
  }

  @Test
  void addIncludeUsage_notWhereItIsOnOrNoMatter() {
    for (String body :
        new String[] {
          "{}",
          "{\"stream\":false}",
          "{\"stream\":true,\"stream\":false}",
          "{\"stream\":\"true\"}",
          "{\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
          "{\"stream\":true,\"stream_options\":\"all\"}"
        }) {
      assertThat(Dialect.CHAT.requestStreamUsage(BodyReading.read(Dialect.CHAT, body)))
          .as(body)
          .isEmpty();
    }
    Prompt messages = BodyReading.read(Dialect.MESSAGES, "{\"stream\":true}");
    assertThat(messages.dialect().requestStreamUsage(messages)).isEmpty();
  }

  @Test
  void rewrite_changesTheLastModelAlone() {
    Prompt prompt = BodyReading.read(Dialect.CHAT, "{\"model\":\"a\",\"model\" : \"openai\\/x\"}");
    assertThat(apply(prompt, ModelName.rewrite(prompt, "x\"")))
        .isEqualTo("{\"model\":\"a\",\"model\" : \"x\\\"\"}");
    assertThat(ModelName.rewrite(prompt, "openai/x")).isEmpty();
    assertThat(ModelName.rewrite(BodyReading.read(Dialect.CHAT, "{\"model\":1}"), "x")).isEmpty();
  }

  @Test
  void errorBody_perDialect() {
    assertThat(new String(Dialect.CHAT.errorBody(400, "t", "c", "a \"b\"", "p"), UTF_8))
        .isEqualTo(
            "{\"error\":{\"message\":\"a"
                + " \\\"b\\\"\",\"type\":\"t\",\"code\":\"c\",\"param\":\"p\"}}");
    assertThat(new String(Dialect.MESSAGES.errorBody(400, "t", "c", "m", null), UTF_8))
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"c\"}}");
  }

  private static String added(String body) {
    Prompt prompt = BodyReading.read(Dialect.CHAT, body);
    String edited = apply(prompt, prompt.dialect().requestStreamUsage(prompt));
    assertThat(BodyReading.read(Dialect.CHAT, edited).envelope().includeUsage()).isTrue();
    return edited;
  }

  private static String apply(Prompt prompt, Optional<BodyEdit> edit) {
    return new String(BodySplicer.apply(prompt.body(), List.of(edit.orElseThrow())), UTF_8);
  }
}
