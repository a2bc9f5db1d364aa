package dev.compresh.compress;

import dev.compresh.wire.Dialect;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Field;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;
import dev.compresh.wire.ThinkingBinding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
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
  static PlannedChange.@Nullable WithoutReasoning removeThinking(Prompt prompt, Message message, PromptTokens counts) {
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
        : new PlannedChange.WithoutReasoning(
            message.index(),
            blocks,
            whole,
            Layer.REASONING,
            tokens,
            whole ? Math.min(tokens, NOTE_TOKENS) : 0,
            "void after a change before it");
  }

  /**
   * The change that takes all that the model thought out of an answer whose text becomes another,
   * in any API; null where it holds nothing of the kind. An item of OpenAI's loses its id, by which
   * the provider would miss the reasoning that went with it.
   */
  static PlannedChange.@Nullable WithoutReasoning folded(
      Prompt prompt, Message message, PromptTokens counts) {
    List<Span> spans = new ArrayList<>();
    int tokens = 0;
    for (Part part : message.parts()) {
      if (part instanceof Part.Fixed fixed && fixed.isReasoning()) {
        spans.add(MemberSpan.findMember(prompt.body(), fixed.span()));
        tokens += counts.fixed(prompt.body(), fixed);
      }
    }
    if (prompt.dialect() == Dialect.RESPONSES) {
      new Field(prompt.body(), "", message.span())
          .member("id")
          .ifPresent(id -> spans.add(MemberSpan.findMember(prompt.body(), id.value())));
    }
    spans.sort(Comparator.comparingInt(Span::start));
    return spans.isEmpty()
        ? null
        : new PlannedChange.WithoutReasoning(
            message.index(), spans, false, Layer.EPISODE, tokens, 0, "goes with its episode");
  }

  static List<Edit> remove(PlannedChange.WithoutReasoning change) {
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
