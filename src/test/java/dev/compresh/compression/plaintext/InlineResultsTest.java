package dev.compresh.compression.plaintext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.compresh.compression.ScriptedConversation;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.PromptReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineResultsTest {
  private static final String CALLS = "I look.\n```bash\nls\n```";

  private static boolean result(String assistant, String user) {
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().user("Do it.").assistant(assistant).user(user);
    List<Message> messages = InlineResults.locate(scriptedConversation.prompt()).messages();
    return messages.getLast().parts().getFirst() instanceof PromptPart.ToolResult;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<returncode>0</returncode>\n<output>\na\n</output>",
        "Observation: a\nb",
        "OBSERVATION:\na",
        "EXECUTION RESULT of [run]:\na",
        "<function_results>\na",
        "Tool output:\na"
      })
  void in_answersToACall(String text) {
    assertThat(result(CALLS, text)).isTrue();
    assertThat(result("Shall I go on?", text)).isFalse();
    assertThat(result(CALLS, "Please go on. " + text)).isFalse();
  }

  /** One search for each part would be a hundred gigabytes of text here. */
  @Test
  void manyHeadingsBehindALongText_areReadOnce() {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      String heading = i % 2 == 0 ? "[look] Result:" : "[x" + "y".repeat(i % 40) + "] Result:";
      parts.append(i == 0 ? "" : ",").append("{\"type\":\"text\",\"text\":\"");
      parts.append(heading).append("\"}");
    }
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\""
            + "words ".repeat(400_000)
            + "<look>\"},{\"role\":\"user\",\"content\":["
            + parts
            + "]}]}";
    Prompt prompt = (Prompt) PromptReader.read(Dialect.CHAT, body.getBytes(StandardCharsets.UTF_8));
    Message last =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> InlineResults.locate(prompt).messages().getLast());
    assertThat(last.parts().stream().filter(PromptPart.ToolResult.class::isInstance))
        .hasSize(25_000);
  }

  @Test
  void in_headingsOfCline() {
    String call = "<read_file>\n<path>a.c</path>\n</read_file>";
    assertThat(result(call, "[read_file for 'a.c'] Result:\nint a;")).isTrue();
    assertThat(result(call, "[list_files for '.'] Result:\na.c")).isFalse();
    assertThat(
            result(
                "<attempt_completion></attempt_completion>", "[attempt_completion] Result:\nNo."))
        .isFalse();
  }

  @Test
  void in_theFirstMessageIsTheUsers() {
    ScriptedConversation scriptedConversation =
        new ScriptedConversation()
            .user("<returncode>0</returncode>\n<output>x</output> what is this?");
    Prompt prompt = scriptedConversation.prompt();
    assertThat(InlineResults.locate(prompt)).isSameAs(prompt);
  }

  @Test
  void in_filesOfAiderStayAsTheyAre() {
    ScriptedConversation scriptedConversation =
        new ScriptedConversation()
            .user("I have *added these files to the chat* so you can go ahead.\n\na.py");
    PromptPart promptPart =
        InlineResults.locate(scriptedConversation.prompt())
            .messages()
            .getFirst()
            .parts()
            .getFirst();
    assertThat(promptPart).isInstanceOf(PromptPart.FixedPart.class);
  }

  @Test
  void in_partsOfOneMessage() {
    String body =
        """
        {"model":"m","messages":[{"role":"user","content":"go"},
        {"role":"assistant","content":"<read_file><path>a</path></read_file>"},
        {"role":"user","content":[
        {"type":"text","text":"[read_file for 'a'] Result:"},
        {"type":"text","text":"int a;"},
        {"type":"text","text":"<environment_details>\\nnow"},
        {"type":"text","text":"and do it well"}]}]}
        """;
    Prompt prompt = (Prompt) PromptReader.read(Dialect.CHAT, body.getBytes(StandardCharsets.UTF_8));
    List<PromptPart> parts = InlineResults.locate(prompt).messages().getLast().parts();
    assertThat(parts.stream().map(p -> p instanceof PromptPart.ToolResult).toList())
        .containsExactly(true, true, false, false);
  }

  @Test
  void in_escapesInTheHeading() {
    String body =
        """
        {"messages":[{"role":"user","content":"go"},{"role":"assistant","content":"```\\nls\\n```"},
        {"role":"user","content":"\\u003creturncode\\u003e0\\u003c/returncode\\u003e\\u00e9\\ud83d"}]}
        """;
    Prompt prompt = (Prompt) PromptReader.read(Dialect.CHAT, body.getBytes(StandardCharsets.UTF_8));
    assertThat(InlineResults.locate(prompt).messages().getLast().parts().getFirst())
        .isInstanceOf(PromptPart.ToolResult.class);
  }
}
