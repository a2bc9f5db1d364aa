package dev.compresh.compress;

import dev.compresh.compress.pinned.PinnedMessage;
import dev.compresh.compress.pinned.Pins;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins what was sent before with what the layers write about new messages. Of what they write
 * about messages that are settled, nothing counts.
 */
final class AppendOnlyDraft {
  private final Prompt sent;
  private final Pins pins;
  private final List<SentMessage> known;
  private final PromptTokens counts;
  private final List<SentMessage> wished = new ArrayList<>();

  /**
   * @param known how the leading messages were sent, made ready, as far as that was done before
   */
  AppendOnlyDraft(Prompt sent, Pins pins, List<SentMessage> known, PromptTokens counts) {
    this.sent = sent;
    this.pins = pins;
    this.known = known;
    this.counts = counts;
  }

  /** How each message goes out. */
  List<SentMessage> messages(List<Change> changes, Counter tokens) {
    List<List<Change>> fresh = new ArrayList<>();
    for (Message message : sent.messages()) {
      fresh.add(pins.settles(message.index()) ? List.of() : new ArrayList<>(2));
    }
    for (Change change : changes) {
      if (!pins.settles(change.message()) && isLossless(change)) {
        fresh.get(change.message()).add(change);
      }
    }
    List<SentMessage> messages = new ArrayList<>(fresh.size());
    boolean folded = isFolded();
    int growth = 0;
    for (Message message : sent.messages()) {
      int at = message.index();
      if (pins.settles(at)) {
        SentMessage before =
            at < known.size()
                ? known.get(at)
                : SentMessage.of(pins.form(at), sent, message, tokens);
        messages.add(before);
        wished.add(before);
        growth += growth(before, message);
        continue;
      }
      wished.add(SentMessage.of(fresh.get(at), sent, message));
      List<Change> kept = new ArrayList<>(fresh.get(at).size());
      for (Change change : fresh.get(at)) {
        // What is added for the live question takes the place of what was folded, and of no more.
        boolean adds = change instanceof Change.Prepend;
        if (!adds || (folded && growth + change.after() < 0)) {
          kept.add(change);
          growth += change.after() - change.before();
        }
      }
      messages.add(kept.isEmpty() ? SentMessage.RAW : SentMessage.of(kept, sent, message));
    }
    return messages;
  }

  /** What the layers wanted, for each message; of settled ones what was sent. */
  List<SentMessage> wished() {
    return wished;
  }

  private int growth(SentMessage before, Message message) {
    List<Change> changes = new ArrayList<>(2);
    before.into(sent, message, counts, changes);
    return changes.stream().mapToInt(c -> c.after() - c.before()).sum();
  }

  private static boolean isLossless(Change change) {
    return switch (change) {
      case Change.Rewrite rewrite ->
          rewrite.layer() == Layer.BIRTH || rewrite.layer() == Layer.REPEAT;
      case Change.Prepend _ -> true;
      case Change.Drop _ -> false;
      case Change.WithoutReasoning _ -> false;
    };
  }

  private boolean isFolded() {
    for (PinnedMessage form : pins.forms()) {
      if (form.edits().stream().anyMatch(edit -> edit.layer() == Layer.EPISODE)) {
        return true;
      }
    }
    return false;
  }
}
