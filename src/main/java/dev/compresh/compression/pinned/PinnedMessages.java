package dev.compresh.compression.pinned;

import java.util.List;

/**
 * The messages of a conversation that must be sent as before.
 *
 * @param forms how its leading messages were sent; they go out so again
 * @param frozen how many leading messages must not change beyond that: those that were not sent
 *     from here go out as the client wrote them. Later messages may be compressed, once
 * @param voidFrom the first message whose thinking blocks are void, with all behind it: they are
 *     left out from now on; -1 for none
 */
public record PinnedMessages(List<PinnedMessage> forms, int frozen, int voidFrom) {
  /** Nothing was sent, and nothing is bound. */
  public static final PinnedMessages NONE = new PinnedMessages(List.of(), 0, -1);

  /** Messages that are settled. */
  public int settled() {
    return Math.max(forms.size(), frozen);
  }

  /** Returns whether how {@code message} is sent is settled. */
  public boolean settles(int message) {
    return message < settled();
  }

  /** Returns how a settled message is sent. */
  public PinnedMessage form(int message) {
    return message < forms.size() ? forms.get(message) : PinnedMessage.RAW;
  }

  /** Returns whether any message goes out otherwise than the client wrote it. */
  public boolean isEdited() {
    return voidFrom >= 0 || forms.stream().anyMatch(form -> !form.isRaw());
  }

  /** The same, with the thinking blocks of {@code message} and all behind it left out. */
  public PinnedMessages withVoid(int message) {
    int first = voidFrom < 0 ? message : Math.min(message, voidFrom);
    return new PinnedMessages(forms, frozen, first);
  }
}
