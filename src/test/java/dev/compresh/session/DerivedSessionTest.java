package dev.compresh.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.http.Headers;
import dev.compresh.session.SessionName.NamedSession;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DerivedSessionTest {

  private static String id(String key, Dialect dialect, String body) {
    Prompt prompt = (Prompt) PromptReader.read(dialect, body.getBytes(StandardCharsets.UTF_8));
    String id = ((NamedSession) SessionIdentity.identify(Headers.NONE, key, prompt)).id();
    assertThat(id).matches("s_[A-Za-z0-9_-]{22}");
    return id;
  }

  private static String chat(String body) {
    return id("keyA", Dialect.CHAT, body);
  }

  private static String messages(String body) {
    return id("keyA", Dialect.MESSAGES, body);
  }

  private static String responses(String body) {
    return id("keyA", Dialect.RESPONSES, body);
  }

  @Test
  void theNextTurn_isOfTheSameSession() {
    String first =
        """
        {"model":"gpt-5","messages":[{"role":"system","content":"Be kind."},
        {"role":"user","content":"Hello"}]}\
        """;
    String next =
        """
        {"model":"gpt-5-mini","temperature":1,"messages":[{"role":"system","content":"Be kind."},
        {"role":"user","content":"Hello"},{"role":"assistant","content":"Hi"},
        {"role":"user","content":"And now?"}]}\
        """;
    assertThat(chat(next)).isEqualTo(chat(first));
  }

  @Test
  void anotherBeginningSystemTextOrKey_isAnotherSession() {
    String body =
        "{\"messages\":[{\"role\":\"system\",\"content\":\"%s\"},"
            + "{\"role\":\"user\",\"content\":\"%s\"}]}";
    String id = chat(body.formatted("one", "two"));
    assertThat(chat(body.formatted("one", "three"))).isNotEqualTo(id);
    assertThat(chat(body.formatted("four", "two"))).isNotEqualTo(id);
    assertThat(chat(body.formatted("onet", "wo"))).isNotEqualTo(id);
    assertThat(id("keyB", Dialect.CHAT, body.formatted("one", "two"))).isNotEqualTo(id);
  }

  @Test
  void cacheControlThatMovesOn_changesNothing() {
    String plain =
        "{\"system\":\"Be kind.\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    String marked =
        """
        {"system":"Be kind.","tools":[{"name":"late","input_schema":{}}],"messages":[
        {"role":"user","content":[{"type":"text","text":"Hello",
        "cache_control":{"type":"ephemeral"}}]}]}\
        """;
    assertThat(messages(marked)).isEqualTo(messages(plain));
  }

  @Test
  void anthropicsSystemText_countsToolsDoNot() {
    String tools =
        "{\"tools\":[{\"name\":\"%s\",\"input_schema\":{}}], %s"
            + " \"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    String id = messages(tools.formatted("a", "\"system\" :\n \"one\","));
    assertThat(messages(tools.formatted("b", "\"system\":\"one\","))).isEqualTo(id);
    assertThat(messages(tools.formatted("a", "\"system\":\"two\","))).isNotEqualTo(id);
  }

  @Test
  void whatChangesFarBackInALongSystemText_doesNotSplitTheConversation() {
    String body = "{\"system\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    String rules = "Follow the rules. ".repeat(400);
    assertThat(messages(body.formatted(rules + "It is 10:01.")))
        .isEqualTo(messages(body.formatted(rules + "It is 10:02.")));
  }

  @Test
  void responses_byInstructionsAndFirstInput() {
    String text = "{\"instructions\":\"%s\",\"input\":\"%s\"}";
    String id = responses(text.formatted("one", "two"));
    assertThat(responses(text.formatted("one", "other"))).isNotEqualTo(id);
    assertThat(responses(text.formatted("other", "two"))).isNotEqualTo(id);
  }

  @Test
  void aSharedCacheKey_joinsNoConversationsButSetsThemApart() {
    String body = "{\"prompt_cache_key\":\"%s\",\"input\":\"%s\"}";
    String id = responses(body.formatted("app", "Hello"));
    assertThat(responses(body.formatted("app", "Hello"))).isEqualTo(id);
    assertThat(responses(body.formatted("app", "Good day"))).isNotEqualTo(id);
    assertThat(responses(body.formatted("app2", "Hello"))).isNotEqualTo(id);
  }

  @Test
  void aConversationHeldByTheProvider_goesByItsNameAlone() {
    String body = "{\"conversation\":\"conv_1\",\"input\":\"%s\"}";
    assertThat(responses(body.formatted("Hello"))).isEqualTo(responses(body.formatted("And?")));
  }

  @Test
  void aFirstMessageWithoutText_countsByItsBytes() {
    String image =
        """
        {"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64",
        "media_type":"image/png","data":"%s"}}]}]}\
        """;
    assertThat(messages(image.formatted("AAAA"))).isEqualTo(messages(image.formatted("AAAA")));
    assertThat(messages(image.formatted("AAAA"))).isNotEqualTo(messages(image.formatted("BBBB")));
  }

  @Test
  void withoutAnyConversation_thereIsStillASession() {
    assertThat(chat("{}")).isEqualTo(chat("{}"));
    assertThat(((NamedSession) SessionIdentity.identify(Headers.NONE, "keyA", null)).id())
        .startsWith("s_");
  }
}
