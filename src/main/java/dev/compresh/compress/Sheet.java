package dev.compresh.compress;

import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;
import dev.compresh.wire.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The draft of one request: collects changes, and refuses those that gain nothing. */
final class Sheet implements Draft {
  static final Comparator<Change> ORDER =
      Comparator.comparingInt(Change::message).thenComparingInt(Sheet::place);

  private final Prompt prompt;
  private final Policy policy;
  private final Counter tokens;
  private final Deadline deadline;
  private final PromptTokens counts;
  private final List<Change> changes = new ArrayList<>();
  private Set<Trace.Late> late = Set.of();

  Sheet(Prompt prompt, Policy policy, PromptTokens counts, Counter tokens, Deadline deadline) {
    this.prompt = prompt;
    this.policy = policy;
    this.counts = counts;
    this.tokens = tokens;
    this.deadline = deadline;
  }

  /** Messages that went out as they are once, and must again. */
  void keep(Set<Trace.Late> messages) {
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
  public Policy policy() {
    return policy;
  }

  @Override
  public Counter tokens() {
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
        message.role() == Role.USER
            && message.parts().stream().noneMatch(Part.ToolResult.class::isInstance);
    return asks ? last : -1;
  }

  @Override
  public boolean late() {
    return deadline.passed();
  }

  @Override
  public void rewrite(Message message, Part.Text part, String text, Layer layer, String reason) {
    int before = tokens.count(prompt.text(part));
    rewrite(message, part, new Replacement(text), before, tokens.count(text), layer, reason);
  }

  @Override
  public void rewrite(
      Message message,
      Part.Text part,
      Replacement put,
      int before,
      int after,
      Layer layer,
      String reason) {
    boolean atBirth = layer != Layer.EPISODE && layer != Layer.ANCHOR;
    // A gist may take the place of a shorter message: what it stands for is dropped around it.
    boolean grows = after >= before && layer != Layer.EPISODE;
    if (grows || (atBirth && late.contains(new Trace.Late(message)))) {
      return;
    }
    changes.add(new Change.Rewrite(message.index(), part, put, layer, before, after, reason));
  }

  @Override
  public void prepend(Message message, Part.Text part, String text, Layer layer, String reason) {
    int added = tokens.count(text);
    changes.add(new Change.Prepend(message.index(), part, text, layer, 0, added, reason));
  }

  @Override
  public void drop(Message message, Layer layer, String reason) {
    int before = counts.count(prompt, message);
    changes.add(new Change.Drop(message.index(), message.span(), layer, before, 0, reason));
  }

  @Override
  public void dropReasoning(Message message) {
    Change without = ReasoningEdits.folded(prompt, message, counts);
    if (without != null) {
      changes.add(without);
    }
  }

  @Override
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /** The changes in order, at most one rewrite for each place, and none in a dropped message. */
  List<Change> settled() {
    BitSet dropped = new BitSet();
    for (Change change : changes) {
      if (change instanceof Change.Drop) {
        dropped.set(change.message());
      }
    }
    BitSet gone = new BitSet();
    Set<Span> taken = new HashSet<>();
    List<Change> kept = new ArrayList<>(changes.size());
    for (Change change : changes) {
      boolean first =
          switch (change) {
            case Change.Drop drop -> !gone.get(drop.message());
            case Change.Rewrite rewrite ->
                !dropped.get(rewrite.message()) && taken.add(rewrite.part().literal());
            case Change.Prepend prepend -> !dropped.get(prepend.message());
            case Change.WithoutReasoning without -> !dropped.get(without.message());
          };
      if (first) {
        kept.add(change);
        gone.set(change.message(), gone.get(change.message()) || change instanceof Change.Drop);
      }
    }
    if (!inOrder(kept)) {
      kept.sort(ORDER);
    }
    return kept;
  }

  /** Most changes come in order. */
  private static boolean inOrder(List<Change> changes) {
    for (int i = 1; i < changes.size(); i++) {
      if (ORDER.compare(changes.get(i - 1), changes.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static int place(Change change) {
    return switch (change) {
      case Change.Drop drop -> drop.span().start();
      case Change.Rewrite rewrite -> rewrite.part().literal().start();
      case Change.Prepend prepend -> prepend.part().literal().start();
      case Change.WithoutReasoning without -> without.blocks().getFirst().start();
    };
  }
}
