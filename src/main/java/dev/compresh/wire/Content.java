package dev.compresh.wire;

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
record Content(Span span, @Nullable Span literal, List<Block> blocks, boolean odd) {

  /** Reads the value that {@code cursor} stands on. */
  static Content read(Cursor cursor, List<Span> cuts, boolean nested) {
    if (cursor.atString()) {
      Span literal = cursor.skip();
      return new Content(literal, literal, List.of(), false);
    }
    if (!cursor.atArray()) {
      boolean odd = !cursor.atNull();
      return new Content(cursor.skip(), null, List.of(), odd);
    }
    List<Block> blocks = new ArrayList<>();
    boolean odd = false;
    int start = cursor.enter();
    while (cursor.element()) {
      Block block = Block.read(cursor, cuts, nested);
      odd |= block.odd;
      blocks.add(block);
    }
    return new Content(cursor.leave(start), null, blocks, odd);
  }

  /** The texts in it. */
  List<Part.Text> texts() {
    if (literal != null) {
      return List.of(new Part.Text(literal, literal, false));
    }
    List<Part.Text> texts = new ArrayList<>(blocks.size());
    for (Block block : blocks) {
      texts.addAll(block.texts());
    }
    return List.copyOf(texts);
  }

  /** Whether all of it is text. */
  boolean textOnly() {
    return !odd && blocks.stream().allMatch(block -> !block.texts().isEmpty());
  }

  /** The one block that says nothing but a text; null where it is another shape. */
  @Nullable Block onlyText() {
    return blocks.size() == 1 && blocks.getFirst().bareText() ? blocks.getFirst() : null;
  }
}
