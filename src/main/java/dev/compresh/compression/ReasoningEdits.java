package dev.compresh.compression;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.ThinkingBinding;
import dev.compresh.json.BodyEdit;
import dev.compresh.json.ByteSpan;
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
  static PlannedChange.@Nullable WithoutReasoning removeThinking(
      Prompt prompt, Message message, PromptTokens counts) {
    List<ByteSpan> blocks = new ArrayList<>();
    int tokens = 0;
    boolean whole = true;
    for (PromptPart promptPart : message.parts()) {
      if (ThinkingBinding.isBlock(promptPart)) {
        blocks.add(promptPart.span());
        tokens += counts.fixed(prompt.body(), (PromptPart.FixedPart) promptPart);
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
    List<ByteSpan> spans = new ArrayList<>();
    int tokens = 0;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.FixedPart fixedPart && fixedPart.isReasoning()) {
        spans.add(MemberSpan.findMember(prompt.body(), fixedPart.span()));
        tokens += counts.fixed(prompt.body(), fixedPart);
      }
    }
    if (prompt.dialect().hasReasoningItems()) {
      new BodyField(prompt.body(), "", message.span())
          .member("id")
          .ifPresent(id -> spans.add(MemberSpan.findMember(prompt.body(), id.value())));
    }
    spans.sort(Comparator.comparingInt(ByteSpan::start));
    return spans.isEmpty()
        ? null
        : new PlannedChange.WithoutReasoning(
            message.index(), spans, false, Layer.CHAT_MEMORY, tokens, 0, "goes with its episode");
  }

  static List<BodyEdit> remove(PlannedChange.WithoutReasoning change) {
    List<BodyEdit> edits = new ArrayList<>(change.blocks().size());
    for (ByteSpan block : change.blocks()) {
      edits.add(
          change.whole() && edits.isEmpty()
              ? new BodyEdit.ReplaceEdit(block, NOTE)
              : new BodyEdit.RemoveEdit(block));
    }
    return edits;
  }
}
