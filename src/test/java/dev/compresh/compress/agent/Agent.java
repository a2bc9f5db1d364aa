package dev.compresh.compress.agent;

import dev.compresh.compress.Compressor;
import dev.compresh.compress.Markers;
import dev.compresh.compress.Plan;
import dev.compresh.compress.Policy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.Talk;
import dev.compresh.compress.TimeLimit;
import dev.compresh.compress.Words;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import java.util.ArrayList;
import java.util.List;

/** Compresses talks with the agents' layers, for tests. */
final class Agent {
  static final TimeLimit AMPLE = new TimeLimit(Long.MAX_VALUE / 4);

  private Agent() {}

  static Compressor compressor() {
    Words words = new Words();
    return new Compressor(
        words,
        new PromptTokens(words),
        p -> List.of(new AgentHistory(p, Markers.DEFAULT)),
        () -> 0,
        1 << 20);
  }

  static Plan plan(Compressor compressor, Talk talk, Policy policy) {
    return compressor.plan(talk.prompt(), policy, AMPLE);
  }

  /** The body that is forwarded, read again. */
  static Prompt forwarded(Compressor compressor, Talk talk, Policy policy) {
    Prompt prompt = talk.prompt();
    byte[] body = compressor.plan(prompt, policy, AMPLE).apply(prompt);
    return (Prompt) PromptReader.read(Dialect.CHAT, body);
  }

  /** The texts of all results, in order. */
  static List<String> results(Prompt prompt) {
    List<String> texts = new ArrayList<>();
    prompt
        .messages()
        .forEach(
            message ->
                message.parts().stream()
                    .filter(Part.ToolResult.class::isInstance)
                    .map(Part.ToolResult.class::cast)
                    .forEach(r -> r.texts().forEach(t -> texts.add(prompt.text(t)))));
    return texts;
  }
}
