package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import java.util.List;
import java.util.Set;

/** A piece of a message, in the order in which it appears. */
public sealed interface PromptPart {

  /** Returns where the whole piece appears: the element of a content array, or the value itself. */
  ByteSpan span();

  /**
   * Text that a model reads.
   *
   * @param span the content block, or the literal itself where content is a plain string
   * @param literal the string value, quotes included
   * @param cacheControl whether the block carries {@code cache_control}
   */
  record TextPart(ByteSpan span, ByteSpan literal, boolean cacheControl) implements PromptPart {}

  /**
   * A call that the assistant made. Never changed.
   *
   * @param arguments the arguments: a string literal that holds JSON (OpenAI) or an object
   *     (Anthropic)
   */
  record ToolCall(ByteSpan span, String id, String name, ByteSpan arguments)
      implements PromptPart {}

  /**
   * The result of a tool call.
   *
   * @param callId the call that it answers
   * @param error whether it is marked as an error
   * @param texts its texts, in order; empty where it has none
   * @param textOnly whether it holds nothing but text (no image, no reference)
   * @param cacheControl whether it, or a text in it, carries {@code cache_control}
   */
  record ToolResult(
      ByteSpan span,
      String callId,
      boolean error,
      List<TextPart> texts,
      boolean textOnly,
      boolean cacheControl)
      implements PromptPart {}

  /**
   * The author's name, where the message has one ({@code name} of Chat Completions). Never changed.
   */
  record NamePart(ByteSpan span, String name) implements PromptPart {}

  /**
   * A part that is never changed: media, reasoning, signed and encrypted items, server tools,
   * unknown types.
   *
   * @param type its {@code type} field, or {@code "unknown"}
   */
  record FixedPart(ByteSpan span, String type) implements PromptPart {
    /** Types of blocks and items, and names of fields, in which APIs carry what a model thought. */
    private static final Set<String> REASONING =
        Set.of(
            "thinking",
            "thought",
            "redacted_thinking",
            "thinking_blocks",
            "reasoning_content",
            "reasoning_details",
            "reasoning");

    /** Returns whether it is what the model thought. */
    public boolean isReasoning() {
      return REASONING.contains(type);
    }
  }
}
