package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromptReaderTest {
  private static final String BODY =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @Test
  void malformed_saysWhatAndWhere_withoutTheBody() {
    malformed("", 0);
    malformed("  \n", 3);
    malformed("[]", 0);
    malformed("\"a\"", 0);
    malformed("{\"secret\":tru}", 10);
    malformed("{\"secret\":1,}", 12);
    malformed("{\"secret\":\"a", 12);
    malformed("{\"secret\":01}", 10);
    malformed("{\"secret\":\"a\nb\"}", 12);
    malformed("{\"secret\":\"\\x\"}", 12);
    malformed(BODY + " x", BODY.length());
    malformed(BODY + "{}", BODY.length());
    malformed("{\"messages\":[{\"role\":\"user\"}", 27);
    assertThat(PromptReader.read(Dialect.CHAT, "{}".getBytes(UTF_16LE)))
        .isInstanceOf(MalformedBody.class);
    byte[] broken = BODY.getBytes(UTF_8);
    broken[BODY.indexOf("hi")] = (byte) 0xff;
    assertThat(PromptReader.read(Dialect.CHAT, broken)).isInstanceOf(MalformedBody.class);
  }

  @Test
  void messageNamesReasonAndByte() {
    assertThat(messageOf("{\"model\":")).isEqualTo(invalid("unexpected end of input", 9));
    assertThat(messageOf("{\"model\":\"a")).startsWith(invalid("unexpected end of input", 11));
    assertThat(messageOf("{\"model\":1,}")).isEqualTo(invalid("syntax error", 11));
    assertThat(messageOf(BODY + "{}"))
        .isEqualTo(invalid("text after the JSON object", BODY.length()));
    assertThat(messageOf(" ")).isEqualTo("Request body is empty. Send a JSON object.");
    assertThat(messageOf(" []")).isEqualTo("Request body is not a JSON object in UTF-8 (byte 1).");
  }

  private static String invalid(String reason, int offset) {
    return "Request body is not valid JSON (" + reason + " at byte " + offset + ").";
  }

  private static String messageOf(String body) {
    return ((MalformedBody) PromptReader.read(Dialect.CHAT, body.getBytes(UTF_8))).message();
  }

  private static void malformed(String body, int near) {
    for (Dialect dialect : DialectRegistry.all()) {
      MalformedBody malformedBody =
          (MalformedBody) PromptReader.read(dialect, body.getBytes(UTF_8));
      assertThat(malformedBody.message()).as(body).doesNotContain("secret", "tru}");
      assertThat(malformedBody.offset()).as(body).isBetween(near - 2L, near + 3L);
    }
  }

  @Test
  void byteOrderMarkAndBlanks_areAllowed() {
    Prompt prompt = BodyReading.read(Dialect.CHAT, "\ufeff \r\n" + BODY + "\t\n");
    assertThat(BodyReading.parts(prompt, 0)).isEqualTo("text(hi)");
    assertThat(BodyReading.at(prompt, prompt.envelope().object())).isEqualTo(BODY);
  }

  @Test
  void missingOrOddConversation_isNotPlain_butReadsTheRest() {
    for (String body :
        new String[] {
          "{\"model\":\"m\"}",
          "{\"model\":\"m\",\"messages\":\"hi\"}",
          "{\"model\":\"m\",\"messages\":null}",
          "{\"messages\":{},\"model\":\"m\"}"
        }) {
      Prompt prompt = BodyReading.read(Dialect.CHAT, body);
      assertThat(prompt.plain()).as(body).isFalse();
      assertThat(prompt.messages()).isEmpty();
      assertThat(prompt.envelope().model()).isEqualTo("m");
      assertThat(prompt.array().length()).isNotNegative();
    }
    assertThat(
            BodyReading.read(Dialect.RESPONSES, "{\"input\":[\"a\",[1,2]],\"model\":\"m\"}")
                .plain())
        .isFalse();
  }

  @Test
  void doubledKeys_theLastCounts() {
    Prompt prompt =
        BodyReading.read(
            Dialect.CHAT,
            "{\"tools\":[1,2],\"model\":\"a\",\"messages\":[],\"stream\":false,\"max_tokens\":1,\"model\":\"b\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":true,\"max_tokens\":2,\"tools\":[3,4]}");
    assertThat(prompt.plain()).isFalse();
    assertThat(prompt.messages()).hasSize(1);
    assertThat(prompt.envelope().model()).isEqualTo("b");
    assertThat(prompt.envelope().fixed().stream().map(byteSpan -> BodyReading.at(prompt, byteSpan)))
        .containsExactly("[3,4]");
    assertThat(prompt.envelope().stream()).isTrue();
    assertThat(prompt.envelope().maxTokens()).isEqualTo(2);
  }

  @Test
  void bounds_ofEveryForm() {
    assertThat(maxTokens("\"max_tokens\":10,\"max_completion_tokens\":20")).isEqualTo(20);
    assertThat(maxTokens("\"max_completion_tokens\":20,\"max_tokens\":10")).isEqualTo(20);
    assertThat(maxTokens("\"max_tokens\":20,\"max_completion_tokens\":10")).isEqualTo(20);
    assertThat(maxTokens("\"max_tokens\":20,\"max_tokens\":10")).isEqualTo(20);
    assertThat(maxTokens("\"max_output_tokens\":10")).isEqualTo(-1);
    assertThat(maxTokens("\"max_tokens\":10.0")).isEqualTo(10);
    assertThat(maxTokens("\"max_tokens\":1e3")).isEqualTo(1_000);
    assertThat(maxTokens("\"max_tokens\":99999999999999999999")).isEqualTo(Integer.MAX_VALUE);
    assertThat(maxTokens("\"max_tokens\":-5")).isEqualTo(-1);
    assertThat(maxTokens("\"max_tokens\":null")).isEqualTo(-1);
    assertThat(maxTokens("\"max_tokens\":\"7\"")).isEqualTo(-1);
    assertThat(maxTokens("\"max_tokens\":" + "9".repeat(5_000))).isEqualTo(-1);
    assertThat(maxTokens("\"x\":1")).isEqualTo(-1);
  }

  private static int maxTokens(String members) {
    return BodyReading.read(Dialect.CHAT, "{\"messages\":[]," + members + "}")
        .envelope()
        .maxTokens();
  }

  @Test
  void deepButLegal_isRead_hostileDepthIsMalformed() {
    String deep = "[".repeat(900) + "]".repeat(900);
    assertThat(BodyReading.read(Dialect.CHAT, "{\"x\":" + deep + ",\"messages\":[]}").plain())
        .isTrue();
    for (String open : new String[] {"[", "{\"a\":"}) {
      byte[] hostile = ("{\"messages\":" + open.repeat(2_000_000)).getBytes(UTF_8);
      assertThat(PromptReader.read(Dialect.CHAT, hostile)).isInstanceOf(MalformedBody.class);
    }
  }

  @Test
  void manyDistinctNames_areRead() {
    StringBuilder body = new StringBuilder("{\"messages\":[]");
    for (int i = 0; i < 300_000; i++) {
      body.append(",\"name-").append(i * 7_919L).append("\":0");
    }
    assertThat(BodyReading.read(Dialect.CHAT, body + "}").plain()).isTrue();
  }

  @Test
  void hugeStringsNumbersAndNames_areRead() {
    String text = "é\\n".repeat(8 << 20);
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\""
            + text
            + "\"}],\"n\":"
            + "1".repeat(3_000)
            + ",\""
            + "k".repeat(100_000)
            + "\":0}";
    Prompt prompt = BodyReading.read(Dialect.CHAT, body);
    PromptPart.TextPart part =
        (PromptPart.TextPart) prompt.messages().getFirst().parts().getFirst();
    assertThat(part.literal().length()).isEqualTo(4 * (8 << 20) + 2);
    assertThat(prompt.text(part)).isEqualTo("é\n".repeat(8 << 20));
  }

  @Test
  void hints_sessionBeforeCacheKey() {
    assertThat(hint("\"prompt_cache_key\":\"k\",\"metadata\":{\"session_id\":\"s\",\"x\":[1]}"))
        .isEqualTo("s");
    assertThat(hint("\"session_id\":\"s2\",\"prompt_cache_key\":\"k\"")).isEqualTo("s2");
    assertThat(hint("\"prompt_cache_key\":\"k\"")).isEqualTo("k");
    assertThat(hint("\"prompt_cache_key\":\"\",\"metadata\":null,\"session_id\":7")).isNull();
    assertThat(hint("\"prompt_cache_key\":\"" + "k".repeat(2_000) + "\"")).isNull();
  }

  private static @Nullable String hint(String members) {
    return BodyReading.read(Dialect.CHAT, "{" + members + "}").envelope().conversationHint();
  }
}
