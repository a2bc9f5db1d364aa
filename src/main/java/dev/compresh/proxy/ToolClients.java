package dev.compresh.proxy;

import dev.compresh.compression.client.KnownAgent;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.observe.Metrics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts by client program what is saved of prompts that hold results of tools. */
final class ToolClients {
  /** Smaller prompts may have nothing to save. */
  private static final int LEAST_TOKENS = 8_000;

  private static final int LEAST_RESULTS = 3;

  /** Messages at the end that are looked at. */
  private static final int LOOKED_AT = 64;

  private ToolClients() {}

  /** Counts {@code compressed}, where it could have been compressed. */
  static void count(
      RequestHead head,
      RoutingDecision routingDecision,
      Prompt prompt,
      CompressedPrompt compressed,
      Metrics metrics) {
    boolean compresses =
        routingDecision.endpoint().compresses()
            && !routingDecision.mode().isRaw()
            && !routingDecision.heldOut();
    if (!compresses || compressed.original() < LEAST_TOKENS) {
      return;
    }
    int results = 0;
    Set<String> called = new HashSet<>();
    List<Message> messages = prompt.messages();
    for (Message message :
        messages.subList(Math.max(0, messages.size() - LOOKED_AT), messages.size())) {
      for (PromptPart promptPart : message.parts()) {
        if (promptPart instanceof PromptPart.ToolCall call) {
          called.add(call.name());
        } else if (promptPart instanceof PromptPart.ToolResult) {
          results++;
        }
      }
    }
    if (results >= LEAST_RESULTS) {
      String agent = head.headers().first("user-agent");
      metrics.toolPrompt(
          KnownAgent.nameClient(agent == null ? "" : agent, called),
          compressed.original(),
          compressed.saved());
    }
  }
}
