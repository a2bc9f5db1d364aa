package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.json.BodySplicer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Requests that ask for void blocks to be dropped, and the refusals that call for it. */
class BlockBindingTest {
  private static final String BINDING =
      "\"block_binding\":{\"prefix_mismatch_behavior\":\"drop_block\"}";

  private static Prompt prompt(String json) {
    return BodyReading.read(Dialect.MESSAGES, json);
  }

  /** The body with blocks dropped; nothing where that is not to be. */
  private static String dropped(String json) {
    Prompt prompt = prompt(json);
    assertThat(BlockBinding.isDroppable(prompt)).isEqualTo(BlockBinding.drop(prompt).isPresent());
    return BlockBinding.drop(prompt)
        .map(
            bodyEdit ->
                new String(BodySplicer.apply(prompt.body(), java.util.List.of(bodyEdit)), UTF_8))
        .orElse("");
  }

  private static String body(String more) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]" + more + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|,\"thinking\":{\"type\":\"adaptive\",@}",
        ",\"thinking\":{\"type\":\"adaptive\"}|,\"thinking\":{@,\"type\":\"adaptive\"}",
        ",\"thinking\" : { \"type\":\"adaptive\",\"display\":\"omitted\" }"
            + "|,\"thinking\" : {@, \"type\":\"adaptive\",\"display\":\"omitted\" }",
        ",\"thinking\":{}|,\"thinking\":{@}",
        ",\"thinking\":{ }|,\"thinking\":{@ }",
        ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}"
            + "|,\"thinking\":{@,\"type\":\"enabled\",\"budget_tokens\":1024}",
        ",\"thinking\":{\"type\":\"disabled\"},\"thinking\":{\"type\":\"adaptive\"}"
            + "|,\"thinking\":{\"type\":\"disabled\"},\"thinking\":{@,\"type\":\"adaptive\"}",
        ",\"th\\u0069nking\":{\"type\":\"adaptive\"}|,\"th\\u0069nking\":{@,\"type\":\"adaptive\"}",
      })
  void drop_addsTheFieldAndNothingElse(String before, String after) {
    String from = before == null ? "" : before;
    String dropped = dropped(body(from));
    assertThat(dropped).isEqualTo(body(after.replace("@", BINDING)));
    JsonMapper.builder().build().readTree(dropped);
    assertThat(BlockBinding.isSet(prompt(dropped))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\r\n\t ", ",\"max_tokens\":5 \n"})
  void drop_blanksBeforeTheEnd_stay(String tail) {
    String body = body("").replaceAll("}$", "") + tail + "}\n";
    String dropped = dropped(body);
    String at = tail.stripTrailing();
    assertThat(dropped)
        .isEqualTo(
            body("").replaceAll("}$", "")
                + at
                + ",\"thinking\":{\"type\":\"adaptive\","
                + BINDING
                + "}"
                + tail.substring(at.length())
                + "}\n");
    JsonMapper.builder().build().readTree(dropped);
  }

  @Test
  void drop_anEmptyObject_staysJson() {
    assertThat(dropped("{ }")).isEqualTo("{\"thinking\":{\"type\":\"adaptive\"," + BINDING + "} }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"disabled\"}",
        "{\"type\":\"adaptive\",\"block_binding\":{\"prefix_mismatch_behavior\":\"error\"}}",
        "{\"type\":\"adaptive\",\"block_binding\":{\"prefix_mismatch_behavior\":\"drop_block\"}}",
        "{\"type\":\"adaptive\",\"block_binding\":null}",
        "null",
        "[]",
        "[{\"type\":\"adaptive\"}]",
        "true",
        "\"adaptive\"",
        "7",
        "{\"type\":\"adaptive\"},\"thinking\":null",
      })
  void drop_whatTheClientSays_isLeftAlone(String thinking) {
    assertThat(dropped(body(",\"thinking\":" + thinking))).isEmpty();
  }

  @Test
  void drop_otherApis_haveNoSuchField() {
    assertThat(BlockBinding.drop(BodyReading.chat("{\"role\":\"user\",\"content\":\"x\"}")))
        .isEmpty();
    assertThat(BlockBinding.drop(BodyReading.responses("{\"role\":\"user\",\"content\":\"x\"}")))
        .isEmpty();
  }

  @Test
  void isSet_whatStandsElsewhere_isNoWish() {
    assertThat(BlockBinding.isSet(prompt(body("")))).isFalse();
    assertThat(BlockBinding.isSet(prompt(body(",\"thinking\":{\"type\":\"adaptive\"}")))).isFalse();
    assertThat(BlockBinding.isSet(prompt(body(",\"block_binding\":{}")))).isFalse();
    assertThat(BlockBinding.isSet(prompt(body(",\"thinking\":{\"block_binding\":{}}")))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a"
        + " different conversation. Remove the block.,true",
    "messages.1.content.0: Invalid `signature` in `thinking` block,false",
    "thinking.adaptive.block_binding: Extra inputs are not permitted,false",
    "prompt is too long,false",
  })
  void isRefusal_onlyWhatIsBoundElsewhere(String message, boolean refusal) {
    String body = "{\"type\":\"error\",\"error\":{\"message\":\"" + message + "\"}}";
    assertThat(BlockBinding.isRefusal(body.getBytes(UTF_8))).isEqualTo(refusal);
    assertThat(BlockBinding.isRefusal(new byte[] {(byte) 0xff, 0})).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "messages.0.content.0,0",
    "messages.12.content.3: Invalid,12",
    "'{\"error\":{\"message\":\"messages.7.content.0: x\"}}',7",
    "messages.999999.content.0,999999",
    "messages.1000000.content.0,-1",
    "messages.99999999999999999999999999.content.0,-1",
    "messages.-1.content.0,-1",
    "messages.x.content.0,-1",
    "messages.,-1",
    "system.0,-1",
    "'',-1",
  })
  void message_isTheFirstNumberNamed(String text, int message) {
    assertThat(BlockBinding.message(text)).isEqualTo(message);
  }
}
