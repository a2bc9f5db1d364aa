package dev.compresh.sim;

import dev.compresh.dialect.ContentDigest;
import java.util.Map;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/**
 * Tokens of a request's parts. Counts of long texts are remembered by their hash: a conversation is
 * sent again and again, and each of its texts need be counted once. Thread-safe.
 */
final class PartCounter {
  /** Tokens around each message (start, role, end), as OpenAI's counting guide has it. */
  static final int FRAME = 3;

  /** An image of about a megapixel in full detail. */
  static final int IMAGE = 765;

  private static final int LONG_TEXT = 512;
  private static final int MOST_COUNTS = 20_000;

  private final ToIntFunction<String> tokenizer;
  private final Map<ContentDigest, Integer> counts = new LeastRecent<>(MOST_COUNTS);

  PartCounter(ToIntFunction<String> tokenizer) {
    this.tokenizer = tokenizer;
  }

  int text(String text) {
    if (text.length() < LONG_TEXT) {
      return tokenizer.applyAsInt(text);
    }
    ContentDigest key = TextHash.sha256(text);
    synchronized (counts) {
      Integer known = counts.get(key);
      if (known != null) {
        return known;
      }
    }
    int tokens = tokenizer.applyAsInt(text);
    synchronized (counts) {
      counts.put(key, tokens);
    }
    return tokens;
  }

  /** Tokens of a content value of any of the APIs: a string, a block, or an array of blocks. */
  int content(JsonNode content) {
    if (content.isString()) {
      return text(content.stringValue());
    }
    if (content.isArray()) {
      int sum = 0;
      for (JsonNode block : content) {
        sum += block(block);
      }
      return sum;
    }
    return SimulatedJson.absent(content) ? 0 : block(content);
  }

  private int block(JsonNode block) {
    String type = SimulatedJson.text(block, "type");
    if (block.isString()) {
      return text(block.stringValue());
    }
    return switch (type) {
      case "image", "image_url", "input_image", "document", "file", "input_file", "input_audio" ->
          IMAGE;
      case "thinking", "redacted_thinking" -> thinking(block);
      case "tool_use" ->
          text(SimulatedJson.text(block, "name")) + text(block.path("input").toString());
      case "tool_result" -> content(block.path("content"));
      case "function_call", "custom_tool_call" ->
          text(SimulatedJson.text(block, "name"))
              + text(SimulatedJson.text(block, "arguments"))
              + text(SimulatedJson.text(block, "input"));
      case "function_call_output", "custom_tool_call_output" -> content(block.path("output"));
      case "message" -> content(block.path("content"));
      default ->
          block.has("text") ? text(SimulatedJson.text(block, "text")) : text(block.toString());
    };
  }

  /** The reasoning counts, whether or not its text is shown. */
  private int thinking(JsonNode block) {
    String text = SimulatedJson.text(block, "thinking");
    String signature = SimulatedJson.text(block, "signature") + SimulatedJson.text(block, "data");
    ThinkingOrigin origin = ThinkingSignature.origin(text, signature);
    return origin == null ? text(text + SimulatedJson.text(block, "data")) : origin.tokens();
  }
}
