package dev.compresh.regret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.TextReplacement;
import dev.compresh.compression.plaintext.InlineResults;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.PromptReader;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A conversation that grows, and what compression changes in it. */
final class AgentSession {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> messages = new ArrayList<>();
  private final List<SessionCut> cuts = new ArrayList<>();
  private int calls;

  private record SessionCut(int message, Layer layer) {}

  AgentSession user(String text) {
    messages.add("{\"role\":\"user\",\"content\":%s}".formatted(quoted(text)));
    return this;
  }

  AgentSession assistant(String text) {
    messages.add("{\"role\":\"assistant\",\"content\":%s}".formatted(quoted(text)));
    return this;
  }

  /** A call of {@code tool} and its result. */
  AgentSession call(String tool, String arguments, String result) {
    String id = "c" + ++calls;
    messages.add(
        """
        {"role":"assistant","content":null,"tool_calls":[{"id":"%s","type":"function","function":
        {"name":"%s","arguments":%s}}]}"""
            .formatted(id, tool, quoted(arguments)));
    messages.add(
        "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":%s}".formatted(id, quoted(result)));
    return this;
  }

  AgentSession read(String file) {
    return call("Read", "{\"file_path\":\"" + file + "\"}", "line one\nline two\n");
  }

  AgentSession run(String command) {
    return call("bash", "{\"command\":" + quoted(command) + "}", "1 passed\n2 failed\n");
  }

  /** {@code layer} changes the last message from now on. */
  AgentSession cutBy(Layer layer) {
    cuts.add(new SessionCut(messages.size() - 1, layer));
    return this;
  }

  AgentSession fold(int message) {
    cuts.add(new SessionCut(message, Layer.CHAT_MEMORY));
    return this;
  }

  AgentSession dropLast(int count) {
    messages.subList(messages.size() - count, messages.size()).clear();
    return this;
  }

  Prompt prompt() {
    String body = "{\"model\":\"m\",\"messages\":[" + String.join(",", messages) + "]}";
    return (Prompt) PromptReader.read(Dialect.CHAT, body.getBytes(UTF_8));
  }

  List<PlannedChange> changes() {
    return changes(prompt());
  }

  List<PlannedChange> changes(Prompt sent) {
    Prompt prompt = InlineResults.locate(sent);
    List<PlannedChange> changes = new ArrayList<>();
    for (SessionCut sessionCut : cuts) {
      if (sessionCut.message < prompt.messages().size()) {
        changes.add(change(prompt.messages().get(sessionCut.message), sessionCut.layer));
      }
    }
    return changes;
  }

  private static PlannedChange change(Message message, Layer layer) {
    if (layer == Layer.CHAT_MEMORY) {
      return new PlannedChange.MessageDrop(message.index(), message.span(), layer, 50, 5, "test");
    }
    PromptPart.TextPart textPart =
        ((PromptPart.ToolResult)
                message.parts().stream()
                    .filter(PromptPart.ToolResult.class::isInstance)
                    .findFirst()
                    .orElseThrow())
            .texts()
            .getFirst();
    TextReplacement put = new TextReplacement("cut");
    return new PlannedChange.TextRewrite(message.index(), textPart, put, layer, 1_000, 100, "test");
  }

  /** What {@code watch} sees in the request that is sent now. */
  RegretCounts seenBy(SessionWatch watch) {
    Prompt prompt = prompt();
    return watch.observe(prompt, changes(prompt));
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }
}
