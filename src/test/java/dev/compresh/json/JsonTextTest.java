package dev.compresh.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Property(seed = "1")
  void decodeOfEncode_anyUnits_isTheText(@ForAll String text, @ForAll char[] units) {
    assertThat(decode(JsonText.encode(text))).isEqualTo(text);
    String wild = new String(units);
    assertThat(decode(JsonText.encode(wild))).isEqualTo(wild);
  }

  @Property(seed = "1")
  void encode_anyText_isWhatAnotherParserReads(@ForAll String text) {
    String paired = new String(text.getBytes(UTF_8), UTF_8);
    assertThat(JSON.readValue(JsonText.encode(paired), String.class)).isEqualTo(paired);
  }

  @Property(seed = "1")
  void decode_whatAnotherWriterWrote_isTheText(@ForAll String text) {
    assertThat(decode(JSON.writeValueAsBytes(text))).isEqualTo(text);
  }

  @Property(seed = "1")
  void decode_anyBytes_neverThrows(@ForAll byte[] bytes) {
    String text = JsonText.decode(bytes, new ByteSpan(0, bytes.length));
    assertThat(text.length()).isLessThanOrEqualTo(bytes.length);
  }

  @Test
  void decode_everyEscape() {
    assertThat(
            decode(
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\ud83d\\uDE00 é€😀\""
                    .getBytes(UTF_8)))
        .isEqualTo("\"\\/\b\f\n\r\tAé€😀 é€😀");
  }

  @Test
  void decode_unpairedSurrogates_stayThemselves() {
    assertThat(decode("\"a\\n\\ud800b\\udc00\\ud83d\\ude00é\"".getBytes(UTF_8)))
        .isEqualTo("a\n\ud800b\udc00😀é");
    assertThat(new String(JsonText.encode("x\ud800y"), UTF_8)).isEqualTo("\"x\\ud800y\"");
  }

  @Test
  void decode_brokenUtf8AndEscapes_becomeReplacements() {
    byte[] broken = {'"', 'a', (byte) 0xc3, '\\', 'n', (byte) 0xff, '\\', 'q', '\\', 'u', '1', '"'};
    assertThat(decode(broken)).isEqualTo("a\ufffd\n\ufffd\\q\\u1");
  }

  @Test
  void encode_escapesNoMoreThanNeeded() {
    assertThat(new String(JsonText.encode("a/\"\\\u0001\u007f\u2028é\n"), UTF_8))
        .isEqualTo("\"a/\\\"\\\\\\u0001\u007f\u2028é\\n\"");
    assertThat(new String(JsonText.encodeUnquoted("1\n\"2\""), UTF_8)).isEqualTo("1\\n\\\"2\\\"");
    assertThat(new String(JsonText.encode(""), UTF_8)).isEqualTo("\"\"");
  }

  private static String decode(byte[] literal) {
    return JsonText.decode(literal, new ByteSpan(0, literal.length));
  }
}
