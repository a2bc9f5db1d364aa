package dev.compresh.compression;

import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A plan, and how each message goes out under it: what has to be kept, so that it goes out so
 * again.
 *
 * @param forms one for each message of the prompt
 * @param rewritten the first message that goes out otherwise than it was sent before, since that
 *     pays or the model's window demands it; -1 for none
 * @param reasoning thinking blocks that this leaves out for the first time
 */
public record PinnedPlan(
    CompressionPlan plan, List<PinnedMessage> forms, int rewritten, int reasoning) {
  public PinnedPlan {
    forms = List.copyOf(forms);
  }

  /** Returns how each message of {@code prompt} goes out under {@code plan}. */
  public static List<PinnedMessage> forms(Prompt prompt, CompressionPlan compressionPlan) {
    List<List<PlannedChange>> changes = new ArrayList<>(prompt.messages().size());
    prompt.messages().forEach(_ -> changes.add(new ArrayList<>(2)));
    compressionPlan
        .changes()
        .forEach(plannedChange -> changes.get(plannedChange.message()).add(plannedChange));
    List<PinnedMessage> forms = new ArrayList<>(changes.size());
    for (Message message : prompt.messages()) {
      forms.add(SentMessage.of(changes.get(message.index()), prompt, message).form());
    }
    return forms;
  }

  /**
   * Returns the changes that take the thinking blocks that {@code plan} leaves in out of {@code
   * prompt} as well.
   */
  public static List<PlannedChange> reasoning(
      Prompt prompt, CompressionPlan compressionPlan, PromptTokens counts) {
    Set<Integer> gone = new HashSet<>();
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      if (plannedChange instanceof PlannedChange.MessageDrop
          || plannedChange instanceof PlannedChange.WithoutReasoning) {
        gone.add(plannedChange.message());
      }
    }
    List<PlannedChange> changes = new ArrayList<>();
    for (Message message : prompt.messages()) {
      PlannedChange without =
          gone.contains(message.index())
              ? null
              : ReasoningEdits.removeThinking(prompt, message, counts);
      if (without != null) {
        changes.add(without);
      }
    }
    return changes;
  }

  /** Returns whether it is a deliberate change of what was sent. */
  public boolean isRewrite() {
    return rewritten >= 0;
  }
}
