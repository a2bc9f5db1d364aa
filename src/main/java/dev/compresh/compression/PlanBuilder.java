package dev.compresh.compression;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The draft of one request: collects changes, and refuses those that gain nothing. */
final class PlanBuilder implements PlanDraft {
  static final Comparator<PlannedChange> ORDER =
      Comparator.comparingInt(PlannedChange::message).thenComparingInt(PlanBuilder::place);

  private final Prompt prompt;
  private final CompressionPolicy compressionPolicy;
  private final TokenCounter tokens;
  private final PlanDeadline planDeadline;
  private final PromptTokens counts;
  private final List<PlannedChange> changes = new ArrayList<>();
  private Set<ConversationState.LateMessage> late = Set.of();

  PlanBuilder(
      Prompt prompt,
      CompressionPolicy compressionPolicy,
      PromptTokens counts,
      TokenCounter tokens,
      PlanDeadline planDeadline) {
    this.prompt = prompt;
    this.compressionPolicy = compressionPolicy;
    this.counts = counts;
    this.tokens = tokens;
    this.planDeadline = planDeadline;
  }

  /** Messages that went out as they are once, and must again. */
  void keep(Set<ConversationState.LateMessage> messages) {
    late = messages;
  }

  int mark() {
    return changes.size();
  }

  void rewind(int mark) {
    changes.subList(mark, changes.size()).clear();
  }

  @Override
  public Prompt prompt() {
    return prompt;
  }

  @Override
  public CompressionPolicy policy() {
    return compressionPolicy;
  }

  @Override
  public TokenCounter tokens() {
    return tokens;
  }

  @Override
  public int live() {
    int last = prompt.messages().size() - 1;
    if (last < 0) {
      return -1;
    }
    Message message = prompt.messages().get(last);
    boolean asks =
        message.role() == MessageRole.USER
            && message.parts().stream().noneMatch(PromptPart.ToolResult.class::isInstance);
    return asks ? last : -1;
  }

  @Override
  public boolean late() {
    return planDeadline.passed();
  }

  @Override
  public void rewrite(
      Message message, PromptPart.TextPart part, String text, Layer layer, String reason) {
    int before = tokens.count(prompt.text(part));
    rewrite(message, part, new TextReplacement(text), before, tokens.count(text), layer, reason);
  }

  @Override
  public void rewrite(
      Message message,
      PromptPart.TextPart part,
      TextReplacement put,
      int before,
      int after,
      Layer layer,
      String reason) {
    boolean whenNew = layer != Layer.CHAT_MEMORY && layer != Layer.EVICTION;
    // A gist may take the place of a shorter message: what it represents is dropped around it.
    boolean grows = after >= before && layer != Layer.CHAT_MEMORY;
    if (grows || (whenNew && late.contains(new ConversationState.LateMessage(message)))) {
      return;
    }
    changes.add(
        new PlannedChange.TextRewrite(message.index(), part, put, layer, before, after, reason));
  }

  @Override
  public void prepend(
      Message message, PromptPart.TextPart part, String text, Layer layer, String reason) {
    int added = tokens.count(text);
    changes.add(
        new PlannedChange.TextPrepend(message.index(), part, text, layer, 0, added, reason));
  }

  @Override
  public void drop(Message message, Layer layer, String reason) {
    int before = counts.count(prompt, message);
    changes.add(
        new PlannedChange.MessageDrop(message.index(), message.span(), layer, before, 0, reason));
  }

  @Override
  public void dropReasoning(Message message) {
    PlannedChange without = ReasoningEdits.folded(prompt, message, counts);
    if (without != null) {
      changes.add(without);
    }
  }

  @Override
  public List<PlannedChange> changes() {
    return List.copyOf(changes);
  }

  /** The changes in order, at most one rewrite for each place, and none in a dropped message. */
  List<PlannedChange> settled() {
    BitSet dropped = new BitSet();
    for (PlannedChange plannedChange : changes) {
      if (plannedChange instanceof PlannedChange.MessageDrop) {
        dropped.set(plannedChange.message());
      }
    }
    BitSet gone = new BitSet();
    Set<ByteSpan> taken = new HashSet<>();
    List<PlannedChange> kept = new ArrayList<>(changes.size());
    for (PlannedChange plannedChange : changes) {
      boolean first =
          switch (plannedChange) {
            case PlannedChange.MessageDrop messageDrop -> !gone.get(messageDrop.message());
            case PlannedChange.TextRewrite textRewrite ->
                !dropped.get(textRewrite.message()) && taken.add(textRewrite.part().literal());
            case PlannedChange.TextPrepend textPrepend -> !dropped.get(textPrepend.message());
            case PlannedChange.WithoutReasoning without -> !dropped.get(without.message());
          };
      if (first) {
        kept.add(plannedChange);
        gone.set(
            plannedChange.message(),
            gone.get(plannedChange.message())
                || plannedChange instanceof PlannedChange.MessageDrop);
      }
    }
    if (!inOrder(kept)) {
      kept.sort(ORDER);
    }
    return kept;
  }

  /** Most changes come in order. */
  private static boolean inOrder(List<PlannedChange> changes) {
    for (int i = 1; i < changes.size(); i++) {
      if (ORDER.compare(changes.get(i - 1), changes.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static int place(PlannedChange plannedChange) {
    return switch (plannedChange) {
      case PlannedChange.MessageDrop messageDrop -> messageDrop.span().start();
      case PlannedChange.TextRewrite textRewrite -> textRewrite.part().literal().start();
      case PlannedChange.TextPrepend textPrepend -> textPrepend.part().literal().start();
      case PlannedChange.WithoutReasoning without -> without.blocks().getFirst().start();
    };
  }
}
