package dev.compresh.compression;

import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins what was sent before with what the layers write about new messages. Of what they write
 * about messages that are settled, nothing counts.
 */
final class AppendOnlyDraft {
  private final Prompt sent;
  private final PinnedMessages pinnedMessages;
  private final List<SentMessage> known;
  private final PromptTokens counts;
  private final List<SentMessage> wished = new ArrayList<>();

  /**
   * @param known how the leading messages were sent, made ready, as far as that was done before
   */
  AppendOnlyDraft(
      Prompt sent, PinnedMessages pinnedMessages, List<SentMessage> known, PromptTokens counts) {
    this.sent = sent;
    this.pinnedMessages = pinnedMessages;
    this.known = known;
    this.counts = counts;
  }

  /** Returns how each message goes out. */
  List<SentMessage> messages(List<PlannedChange> changes, TokenCounter tokens) {
    List<List<PlannedChange>> fresh = new ArrayList<>();
    for (Message message : sent.messages()) {
      fresh.add(pinnedMessages.settles(message.index()) ? List.of() : new ArrayList<>(2));
    }
    for (PlannedChange plannedChange : changes) {
      if (!pinnedMessages.settles(plannedChange.message()) && isLossless(plannedChange)) {
        fresh.get(plannedChange.message()).add(plannedChange);
      }
    }
    List<SentMessage> messages = new ArrayList<>(fresh.size());
    boolean folded = isFolded();
    int growth = 0;
    for (Message message : sent.messages()) {
      int at = message.index();
      if (pinnedMessages.settles(at)) {
        SentMessage before =
            at < known.size()
                ? known.get(at)
                : SentMessage.of(pinnedMessages.form(at), sent, message, tokens);
        messages.add(before);
        wished.add(before);
        growth += growth(before, message);
        continue;
      }
      wished.add(SentMessage.of(fresh.get(at), sent, message));
      List<PlannedChange> kept = new ArrayList<>(fresh.get(at).size());
      for (PlannedChange plannedChange : fresh.get(at)) {
        // What is added for the live question takes the place of what was folded, and of no more.
        boolean adds = plannedChange instanceof PlannedChange.TextPrepend;
        if (!adds || (folded && growth + plannedChange.tokensAfter() < 0)) {
          kept.add(plannedChange);
          growth += plannedChange.tokensAfter() - plannedChange.tokensBefore();
        }
      }
      messages.add(kept.isEmpty() ? SentMessage.RAW : SentMessage.of(kept, sent, message));
    }
    return messages;
  }

  /** Returns what the layers wanted, for each message; of settled ones what was sent. */
  List<SentMessage> wished() {
    return wished;
  }

  private int growth(SentMessage before, Message message) {
    List<PlannedChange> changes = new ArrayList<>(2);
    before.addChanges(sent, message, counts, changes);
    return changes.stream().mapToInt(c -> c.tokensAfter() - c.tokensBefore()).sum();
  }

  private static boolean isLossless(PlannedChange plannedChange) {
    return switch (plannedChange) {
      case PlannedChange.TextRewrite textRewrite ->
          textRewrite.layer() == Layer.TOOL_OUTPUT || textRewrite.layer() == Layer.DEDUP;
      case PlannedChange.TextPrepend _ -> true;
      case PlannedChange.MessageDrop _ -> false;
      case PlannedChange.WithoutReasoning _ -> false;
    };
  }

  private boolean isFolded() {
    for (PinnedMessage form : pinnedMessages.forms()) {
      if (form.edits().stream().anyMatch(edit -> edit.layer() == Layer.CHAT_MEMORY)) {
        return true;
      }
    }
    return false;
  }
}
