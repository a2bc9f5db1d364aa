package dev.compresh.compress;

import dev.compresh.wire.Edit;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;
import dev.compresh.wire.ThinkingBinding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes thinking blocks out of messages. */
final class ReasoningEdits {
  /** What a message that was nothing but thinking says instead. */
  private static final byte[] NOTE =
      "{\"type\":\"text\",\"text\":\"[reasoning omitted]\"}".getBytes(StandardCharsets.UTF_8);

  /** Tokens of that note, about. */
  private static final int NOTE_TOKENS = 5;

  private ReasoningEdits() {}

  /** The change that takes all thinking out of {@code message}; null where it holds none. */
  static Change.@Nullable WithoutReasoning of(Prompt prompt, Message message, PromptTokens counts) {
    List<Span> blocks = new ArrayList<>();
    int tokens = 0;
    boolean whole = true;
    for (Part part : message.parts()) {
      if (ThinkingBinding.isBlock(part)) {
        blocks.add(part.span());
        tokens += counts.fixed(prompt.body(), (Part.Fixed) part);
      } else {
        whole = false;
      }
    }
    return blocks.isEmpty()
        ? null
        : new Change.WithoutReasoning(
            message.index(),
            blocks,
            whole,
            Layer.REASONING,
            tokens,
            whole ? Math.min(tokens, NOTE_TOKENS) : 0,
            "void after a change before it");
  }

  static List<Edit> remove(Change.WithoutReasoning change) {
    List<Edit> edits = new ArrayList<>(change.blocks().size());
    for (Span block : change.blocks()) {
      edits.add(
          change.whole() && edits.isEmpty()
              ? new Edit.Replace(block, NOTE)
              : new Edit.Remove(block));
    }
    return edits;
  }
}
