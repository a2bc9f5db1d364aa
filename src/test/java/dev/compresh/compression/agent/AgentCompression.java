package dev.compresh.compression.agent;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.QuarterCounter;
import dev.compresh.compression.ScriptedConversation;
import dev.compresh.compression.TimeLimit;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.PromptReader;
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

  static CompressionPlan plan(
      Compressor compressor,
      ScriptedConversation scriptedConversation,
      CompressionPolicy compressionPolicy) {
    return compressor.plan(scriptedConversation.prompt(), compressionPolicy, AMPLE);
  }

  /** The body that is forwarded, read again. */
  static Prompt forwarded(
      Compressor compressor,
      ScriptedConversation scriptedConversation,
      CompressionPolicy compressionPolicy) {
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
                    .filter(PromptPart.ToolResult.class::isInstance)
                    .map(PromptPart.ToolResult.class::cast)
                    .forEach(r -> r.texts().forEach(t -> texts.add(prompt.text(t)))));
    return texts;
  }
}
