package dev.compresh.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.http.Headers;
import dev.compresh.json.JsonText;
import dev.compresh.session.SessionName.NamedSession;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What changes around a conversation with every turn does not make it another one. */
class VolatileSurroundingsTest {
  private static final String LONG_QUESTION =
      "Please explain how the harbour cranes of the northern terminal are scheduled at night.";
  private static final String RULES = "\nYou are a helpful assistant of the harbour. Be brief.";

  /** Texts at the top of a system text as they are at turn {@code n}, of one kind each. */
  private static final List<IntFunction<String>> TOPS =
      List.of(
          n -> "Current time: 2026-11-29 10:0" + n + ":17",
          n -> "Today is " + List.of("Sunday", "Monday", "Tuesday").get(n) + ".",
          n -> "It is now half past " + List.of("ten", "eleven", "noon").get(n) + ".",
          n -> "Working directory: /home/anna/crane-" + "abc".charAt(n),
          n -> "cwd: C:\\work\\crane" + "abc".charAt(n),
          n -> "Git status:\n M src/Crane.java" + "\n?? notes.txt".repeat(n),
          n -> "On branch " + List.of("main", "feature", "fix").get(n) + "\nNothing to commit.",
          n -> "<env>\nfiles open: " + "x".repeat(n) + "\n</env>",
          n ->
              "<system-reminder>Todo list: " + List.of("a", "b", "c").get(n) + "</system-reminder>",
          n -> "Recent commits:\nab" + n + "ff01 Lift the crane",
          n -> "Load: 0." + n + "7, uptime " + n + " days");

  private static String id(Dialect dialect, String body) {
    Prompt prompt = (Prompt) PromptReader.read(dialect, body.getBytes(StandardCharsets.UTF_8));
    return ((NamedSession) SessionIdentity.identify(Headers.NONE, "keyA", prompt)).id();
  }

  private static String literal(String text) {
    return new String(JsonText.encode(text), StandardCharsets.UTF_8);
  }

  /** A chat at its turn {@code n}. */
  private static String chat(String system, String first, int n) {
    StringBuilder body = new StringBuilder("{\"messages\":[");
    body.append("{\"role\":\"system\",\"content\":").append(literal(system)).append("}");
    body.append(",{\"role\":\"user\",\"content\":").append(literal(first)).append("}");
    for (int i = 0; i < n; i++) {
      body.append(",{\"role\":\"assistant\",\"content\":\"Answer ").append(i).append("\"}");
      body.append(",{\"role\":\"user\",\"content\":\"Question ").append(i).append("\"}");
    }
    return body.append("]}").toString();
  }

  private static String anthropic(String system, String first) {
    return "{\"system\":[{\"type\":\"text\",\"text\":"
        + literal(system)
        + "}],\"messages\":[{\"role\":\"user\",\"content\":"
        + literal(first)
        + "}]}";
  }

  private static String responses(String system, String first) {
    return "{\"instructions\":" + literal(system) + ",\"input\":" + literal(first) + "}";
  }

  @Test
  void whateverStandsAboveTheSystemText_theSessionIsTheSame() {
    for (String first : List.of(LONG_QUESTION, "hi")) {
      for (IntFunction<String> top : TOPS) {
        Set<String> ids = new HashSet<>();
        for (int n = 0; n < 3; n++) {
          ids.add(id(Dialect.CHAT, chat(top.apply(n) + RULES, first, n)));
          ids.add(id(Dialect.CHAT, chat(RULES.strip() + "\n" + top.apply(n), first, n)));
        }
        assertThat(ids).as(first + ": " + top.apply(1)).hasSize(1);
      }
    }
  }

  @Test
  void otherDialects_asChat() {
    for (String first : List.of(LONG_QUESTION, "hi")) {
      for (IntFunction<String> top : TOPS) {
        String one = top.apply(0) + RULES;
        String two = top.apply(2) + RULES;
        assertThat(id(Dialect.MESSAGES, anthropic(two, first)))
            .as(two)
            .isEqualTo(id(Dialect.MESSAGES, anthropic(one, first)));
        assertThat(id(Dialect.RESPONSES, responses(two, first)))
            .as(two)
            .isEqualTo(id(Dialect.RESPONSES, responses(one, first)));
      }
    }
  }

  @Test
  void longFirstWords_needNoSystemTextAtAll() {
    assertThat(id(Dialect.CHAT, chat("Documents found: herring and cod", LONG_QUESTION, 0)))
        .isEqualTo(id(Dialect.CHAT, chat("Documents found: cranes", LONG_QUESTION, 4)));
  }

  @Test
  void shortFirstWords_areToldApartByWhatTheSystemTextSays() {
    assertThat(id(Dialect.CHAT, chat("Current time: 10:00\nYou classify mail.", "hi", 0)))
        .isNotEqualTo(id(Dialect.CHAT, chat("Current time: 10:00\nYou translate poems.", "hi", 0)));
  }

  @Test
  void blocksOfClientsInTheFirstMessage_countAsLittle() {
    List<String> blocks =
        List.of(
            "<system-reminder>\nToday's date is %d.\n</system-reminder>\n%s",
            "<environment_context>\n  <cwd>/w/%d</cwd>\n</environment_context>\n\n%s",
            "<environment_details>%d open tabs</environment_details> %s",
            "%2$s\n<environment_details>\n# Current Time\n%1$d\n</environment_details>",
            "<ENV>\nDate: %d</ENV>%s",
            "<context>The date is %d.</context>\n<reminderInstructions>x%1$d"
                + "</reminderInstructions>\n%s",
            "<workspace_info>%d files</workspace_info>%s",
            "<user_info os=\"linux\">%d</user_info>\n%s",
            "# AGENTS.md instructions for /w/%d\n\n<INSTRUCTIONS>\nx\n</INSTRUCTIONS>\n%s");
    for (String first : List.of(LONG_QUESTION, "hi")) {
      for (String block : blocks) {
        assertThat(id(Dialect.MESSAGES, anthropic("s", block.formatted(1, first))))
            .as(block)
            .isEqualTo(id(Dialect.MESSAGES, anthropic("s", block.formatted(29, first))));
        assertThat(id(Dialect.MESSAGES, anthropic("s", block.formatted(1, first))))
            .as(block)
            .isNotEqualTo(id(Dialect.MESSAGES, anthropic("s", block.formatted(1, "Ahoy"))));
      }
    }
  }

  @Test
  void aFirstMessageOfNothingButBlocks_isPassedOver() {
    String body =
        "{\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\","
            + "\"text\":\"<environment_context>%d</environment_context>\"}]},"
            + "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\","
            + "\"text\":\"%s\"}]}]}";
    String id = id(Dialect.RESPONSES, body.formatted(1, "hi"));
    assertThat(id(Dialect.RESPONSES, body.formatted(2, "hi"))).isEqualTo(id);
    assertThat(id(Dialect.RESPONSES, body.formatted(1, "ahoy"))).isNotEqualTo(id);
  }

  @Test
  void escapedBrackets_areBrackets() {
    String escaped =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"\\u003cenv\\u003e%d\\u003c/env"
            + "\\u003e hi\"}]}";
    assertThat(id(Dialect.CHAT, escaped.formatted(1)))
        .isEqualTo(id(Dialect.CHAT, escaped.formatted(2)));
  }

  @Test
  void whatTheUserHasPastedInBrackets_stays() {
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
    for (String text :
        List.of("<b>%d</b> hi", "<envelope>%d</envelope>", "a < %d", "<env> %d", "<>%d")) {
      assertThat(id(Dialect.CHAT, body.formatted(text.formatted(1))))
          .as(text)
          .isNotEqualTo(id(Dialect.CHAT, body.formatted(text.formatted(2))));
    }
  }

  @Test
  void manyTagsThatNeverEnd_costLinearTime() {
    String text = "<env> <context> <date> ".repeat(200_000);
    assertThat(ClientBlocks.strip(text)).isEqualTo(text);
    assertThat(id(Dialect.CHAT, chat("s", text, 0)))
        .isEqualTo(id(Dialect.CHAT, chat("s", text, 1)));
  }
}
