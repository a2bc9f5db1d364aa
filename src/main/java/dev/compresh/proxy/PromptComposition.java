package dev.compresh.proxy;

import dev.compresh.compression.PromptTokens;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import dev.compresh.usage.RequestDetail.ContextPart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the tokens of a prompt among system text, tool definitions, results of each tool, what
 * the user and the assistant said, and reasoning. The sum is exact; a part's share is that of its
 * bytes, so that nothing is tokenized a second time.
 */
final class PromptComposition {
  /** Bytes of text that make a token, roughly. */
  private static final int BYTES_PER_TOKEN = 4;

  /** Bytes that the frame of a message represents. */
  private static final int FRAME_BYTES = 16;

  private static final String OTHER_TOOLS = "(other)";
  private static final int LONGEST_NAME = 120;

  /** A part of prompts, and the tool whose results it holds. */
  private record CompositionPlace(String part, String name) {}

  private final Map<CompositionPlace, Long> bytes = new LinkedHashMap<>();
  private final Map<String, String> tools = new HashMap<>();

  private PromptComposition() {}

  /** Returns the parts of {@code prompt}, which has {@code tokens} in all; largest first. */
  static List<ContextPart> measure(Prompt prompt, long tokens) {
    PromptComposition composition = new PromptComposition();
    for (ByteSpan byteSpan : prompt.envelope().fixed()) {
      composition.add(isTools(prompt.body(), byteSpan) ? "tools" : "system", "", byteSpan.length());
    }
    prompt.messages().forEach(message -> composition.add(prompt.body(), message));
    return composition.shares(tokens);
  }

  /** Returns whether the value at {@code span} belongs to a key that holds tool definitions. */
  private static boolean isTools(byte[] body, ByteSpan byteSpan) {
    int end = byteSpan.start() - 1;
    while (end >= 0 && body[end] != '"') {
      end--;
    }
    int start = end - 1;
    while (start >= 0 && body[start] != '"') {
      start--;
    }
    if (start < 0) {
      return false;
    }
    String key = new String(body, start + 1, end - start - 1, StandardCharsets.UTF_8);
    return key.equals("tools") || key.equals("functions");
  }

  private void add(byte[] body, Message message) {
    String speaker = speaker(message.role());
    add(speaker, "", FRAME_BYTES);
    for (PromptPart promptPart : message.parts()) {
      switch (promptPart) {
        case PromptPart.TextPart textPart -> add(speaker, "", textPart.literal().length());
        case PromptPart.NamePart namePart -> add(speaker, "", namePart.span().length());
        case PromptPart.ToolCall call -> {
          tools.put(call.id(), cut(call.name()));
          add("assistant", "", call.arguments().length() + call.name().length());
        }
        case PromptPart.ToolResult result -> {
          long length = result.textOnly() ? 0 : PromptTokens.media(body, result) * BYTES_PER_TOKEN;
          for (PromptPart.TextPart textPart : result.texts()) {
            length += textPart.literal().length();
          }
          add("tool_result", tools.getOrDefault(result.callId(), ""), length);
        }
        case PromptPart.FixedPart fixedPart when fixedPart.isReasoning() ->
            add("reasoning", "", fixedPart.span().length());
        case PromptPart.FixedPart fixedPart when PromptTokens.media(body, fixedPart) > 0 ->
            add(speaker, "", PromptTokens.media(body, fixedPart) * BYTES_PER_TOKEN);
        case PromptPart.FixedPart fixedPart -> add("other", "", fixedPart.span().length());
      }
    }
  }

  private static String speaker(MessageRole messageRole) {
    return switch (messageRole) {
      case SYSTEM -> "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
      case TOOL -> "tool_result";
    };
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private void add(String part, String name, long length) {
    bytes.merge(new CompositionPlace(part, name), length, Long::sum);
  }

  private List<ContextPart> shares(long tokens) {
    long all = bytes.values().stream().mapToLong(Long::longValue).sum();
    if (all == 0 || tokens <= 0) {
      return List.of();
    }
    List<Map.Entry<CompositionPlace, Long>> largest = new ArrayList<>(bounded().entrySet());
    largest.sort(Map.Entry.<CompositionPlace, Long>comparingByValue(Comparator.reverseOrder()));
    List<ContextPart> parts = new ArrayList<>();
    long seen = 0;
    long given = 0;
    for (Map.Entry<CompositionPlace, Long> entry : largest) {
      seen += entry.getValue();
      // What is given in all after each part is rounded once, so that nothing is lost or doubled.
      long until = Math.round((double) tokens * seen / all);
      if (until > given) {
        parts.add(new ContextPart(entry.getKey().part, entry.getKey().name, until - given));
      }
      given = until;
    }
    return parts;
  }

  /** The parts with the smallest tools in one, where there are too many. */
  private Map<CompositionPlace, Long> bounded() {
    if (bytes.size() <= ContextPart.MOST) {
      return bytes;
    }
    Map<CompositionPlace, Long> kept = new LinkedHashMap<>();
    bytes.entrySet().stream()
        .sorted(Map.Entry.<CompositionPlace, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(
            entry -> {
              boolean named = !entry.getKey().name.isEmpty();
              boolean fits = kept.size() < ContextPart.MOST - ContextPart.KINDS.size() - 1;
              kept.merge(
                  named && !fits
                      ? new CompositionPlace("tool_result", OTHER_TOOLS)
                      : entry.getKey(),
                  entry.getValue(),
                  Long::sum);
            });
    return kept;
  }
}
