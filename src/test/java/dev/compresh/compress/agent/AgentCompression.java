package dev.compresh.compress.agent;

import dev.compresh.compress.Compressor;
import dev.compresh.compress.ElisionMarkers;
import dev.compresh.compress.CompressionPlan;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.ScriptedConversation;
import dev.compresh.compress.TimeLimit;
import dev.compresh.compress.QuarterCounter;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import java.util.ArrayList;
import java.util.List;

/** Compresses talks with the agents' layers, for tests. */
final class AgentCompression {
  static final TimeLimit AMPLE = new TimeLimit(Long.MAX_VALUE / 4);

  private AgentCompression() {}

  static Compressor compressor() {
    QuarterCounter quarterCounter = new QuarterCounter();
    return new Compressor(
        quarterCounter,
        new PromptTokens(quarterCounter),
        p -> List.of(new AgentHistory(p, ElisionMarkers.DEFAULT)),
        () -> 0,
        1 << 20);
  }

  static CompressionPlan plan(Compressor compressor, ScriptedConversation scriptedConversation, CompressionPolicy compressionPolicy) {
    return compressor.plan(scriptedConversation.prompt(), compressionPolicy, AMPLE);
  }

  /** The body that is forwarded, read again. */
  static Prompt forwarded(Compressor compressor, ScriptedConversation scriptedConversation, CompressionPolicy compressionPolicy) {
    Prompt prompt = scriptedConversation.prompt();
    byte[] body = compressor.plan(prompt, compressionPolicy, AMPLE).apply(prompt);
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
