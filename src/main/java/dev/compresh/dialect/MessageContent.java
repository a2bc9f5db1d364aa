package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that holds what is said: one string, or an array of blocks, or nothing.
 *
 * @param span the value
 * @param literal the value where it is a string
 * @param blocks the blocks where it is an array
 * @param odd whether it has a shape that no API knows
 */
record MessageContent(
    ByteSpan span, @Nullable ByteSpan literal, List<ContentBlock> blocks, boolean odd) {

  /** Reads the value that {@code cursor} is on. */
  static MessageContent read(JsonTokenCursor jsonTokenCursor, List<ByteSpan> cuts, boolean nested) {
    if (jsonTokenCursor.atString()) {
      ByteSpan literal = jsonTokenCursor.skip();
      return new MessageContent(literal, literal, List.of(), false);
    }
    if (!jsonTokenCursor.atArray()) {
      boolean odd = !jsonTokenCursor.atNull();
      return new MessageContent(jsonTokenCursor.skip(), null, List.of(), odd);
    }
    List<ContentBlock> blocks = new ArrayList<>();
    boolean odd = false;
    int start = jsonTokenCursor.enter();
    while (jsonTokenCursor.element()) {
      ContentBlock contentBlock = ContentBlock.read(jsonTokenCursor, cuts, nested);
      odd |= contentBlock.odd;
      blocks.add(contentBlock);
    }
    return new MessageContent(jsonTokenCursor.leave(start), null, blocks, odd);
  }

  /** The texts in it. */
  List<PromptPart.TextPart> texts() {
    if (literal != null) {
      return List.of(new PromptPart.TextPart(literal, literal, false));
    }
    List<PromptPart.TextPart> texts = new ArrayList<>(blocks.size());
    for (ContentBlock contentBlock : blocks) {
      texts.addAll(contentBlock.texts());
    }
    return List.copyOf(texts);
  }

  /** Returns whether all of it is text. */
  boolean textOnly() {
    return !odd && blocks.stream().allMatch(contentBlock -> !contentBlock.texts().isEmpty());
  }

  /** The one block that says nothing but a text; null where it is another shape. */
  @Nullable ContentBlock onlyText() {
    return blocks.size() == 1 && blocks.getFirst().bareText() ? blocks.getFirst() : null;
  }
}
