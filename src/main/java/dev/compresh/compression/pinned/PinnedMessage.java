package dev.compresh.compression.pinned;

import java.util.ArrayList;
import java.util.List;

/**
 * The form in which one message was sent.
 *
 * @param edits what was changed in it, in the order of their places; empty where it went out as the
 *     client wrote it
 */
public record PinnedMessage(List<PinnedEdit> edits) {
  /** As the client wrote it. */
  public static final PinnedMessage RAW = new PinnedMessage(List.of());

  public PinnedMessage {
    edits = List.copyOf(edits);
  }

  public boolean isRaw() {
    return edits.isEmpty();
  }

  /** Returns whether the message does not go out at all. */
  public boolean isRemoved() {
    return edits.stream().anyMatch(PinnedEdit.PinnedRemoval.class::isInstance);
  }

  /** Returns whether the message goes out without its thinking blocks, or not at all. */
  public boolean isWithoutReasoning() {
    return isRemoved() || edits.stream().anyMatch(PinnedEdit.ReasoningRemoval.class::isInstance);
  }

  /** The same, and its thinking blocks do not go out. */
  public PinnedMessage withoutReasoning() {
    if (isWithoutReasoning()) {
      return this;
    }
    List<PinnedEdit> more = new ArrayList<>(edits);
    more.add(new PinnedEdit.ReasoningRemoval());
    return new PinnedMessage(more);
  }

  /** Its edits of texts alone, whatever became of its thinking blocks. */
  PinnedMessage ofTexts() {
    List<PinnedEdit> texts =
        edits.stream().filter(e -> !(e instanceof PinnedEdit.ReasoningRemoval)).toList();
    return texts.size() == edits.size() ? this : new PinnedMessage(texts);
  }

  /** Returns whether both send the same texts, whatever became of the thinking blocks. */
  public boolean hasTextsOf(PinnedMessage other) {
    return ofTexts().equals(other.ofTexts());
  }
}
