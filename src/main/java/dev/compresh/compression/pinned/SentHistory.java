package dev.compresh.compression.pinned;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages sent in one session, as a tree: conversations of a session may share their beginning
 * (answers made again, subagents, a client that went back). Where a beginning was sent in two ways,
 * the later one counts. Thread-safe.
 */
public final class SentHistory {
  /**
   * The position of a message.
   *
   * @param end the last message on which it depends how this one was sent: of a rewrite, the last
   *     of the whole conversation, since a gist tells of what comes later
   * @param before how it was sent before, where that depends on nothing later
   */
  private record SentPlace(
      SentEntry.SentRequest entry, int message, int end, int order, @Nullable SentPlace before) {

    PinnedMessage form() {
      return entry.forms().get(message - entry.kept());
    }

    /** This place, or the one before it, that holds for a conversation that goes on here. */
    @Nullable SentPlace ending() {
      return end <= message ? this : before;
    }
  }

  private record HistoryFault(SentEntry.BindingMismatch mismatch, int order) {}

  private final Map<Long, SentPlace> places = new HashMap<>();
  private final Map<Long, SentEntry.SentRequest> entries = new HashMap<>();
  private final Map<Long, HistoryFault> faults = new HashMap<>();
  private int order;

  /**
   * The longest beginning of a conversation that was sent before.
   *
   * @param forms how its messages were sent
   * @param account the provider that it was sent to last; empty where nothing was sent
   * @param entry names where it ends, to be continued; 0 where nothing was sent
   * @param mismatch the first message whose thinking blocks were refused since it was sent so, -1
   *     for none
   * @param refused whether blocks were ever refused in it
   * @param bound whether thinking was sent in it, and may come back though it is not there now
   */
  public record HistoryMatch(
      List<PinnedMessage> forms,
      String account,
      long entry,
      int mismatch,
      boolean refused,
      boolean bound) {
    public static final HistoryMatch NONE = new HistoryMatch(List.of(), "", 0, -1, false, false);

    public int length() {
      return forms.size();
    }
  }

  /** Adds an entry; one that continues an entry that is not here is left out. */
  public synchronized void add(SentEntry entry) {
    order++;
    switch (entry) {
      case SentEntry.BindingMismatch bindingMismatch ->
          faults.put(bindingMismatch.place(), new HistoryFault(bindingMismatch, order));
      case SentEntry.SentRequest sentRequest -> {
        SentEntry.SentRequest parent = entries.get(sentRequest.parent());
        boolean founded = sentRequest.parent() == 0 ? sentRequest.kept() == 0 : parent != null;
        if (founded && (parent == null || sentRequest.kept() <= parent.length())) {
          entries.put(sentRequest.id(), sentRequest);
          place(sentRequest);
        }
      }
    }
  }

  private void place(SentEntry.SentRequest sentRequest) {
    boolean revised = false;
    for (int i = 0; i < sentRequest.chain().length; i++) {
      SentPlace old = place(sentRequest.chain()[i], sentRequest.kept() + i);
      revised |= old != null && !old.form().hasTextsOf(sentRequest.forms().get(i));
    }
    for (int i = 0; i < sentRequest.chain().length; i++) {
      int at = sentRequest.kept() + i;
      SentPlace old = place(sentRequest.chain()[i], at);
      int end = revised ? sentRequest.length() - 1 : old == null ? at : old.end;
      SentPlace before = end > at && old != null ? old.ending() : null;
      places.put(sentRequest.chain()[i], new SentPlace(sentRequest, at, end, order, before));
    }
  }

  private @Nullable SentPlace place(long hash, int message) {
    SentPlace sentPlace = places.get(hash);
    return sentPlace == null || sentPlace.message != message ? null : sentPlace;
  }

  /**
   * Returns the part of the conversation with these {@link MessageChain} hashes was sent before.
   */
  public synchronized HistoryMatch match(long[] chain) {
    for (int i = chain.length - 1; i >= 0; i--) {
      SentPlace last = place(chain[i], i);
      if (last != null) {
        // A client that went back into what was rewritten goes on from before that.
        SentPlace ending = last.ending();
        return match(chain, ending == null ? last : ending);
      }
    }
    HistoryMatch nothing = HistoryMatch.NONE;
    return faults.isEmpty() ? nothing : refused(chain, -1, nothing);
  }

  private HistoryMatch match(long[] chain, SentPlace sentPlace) {
    SentEntry.SentRequest entry = sentPlace.entry;
    List<PinnedMessage> forms = forms(entry, sentPlace.message + 1);
    HistoryMatch historyMatch =
        new HistoryMatch(forms, entry.account(), entry.id(), -1, false, entry.bound());
    return faults.isEmpty() ? historyMatch : refused(chain, sentPlace.order, historyMatch);
  }

  /** {@code match} with what was refused of it since {@code sent}. */
  private HistoryMatch refused(long[] chain, int sent, HistoryMatch historyMatch) {
    int from = -1;
    boolean refused = false;
    for (long hash : chain) {
      HistoryFault historyFault = faults.get(hash);
      refused |= historyFault != null;
      if (historyFault != null && historyFault.order > sent) {
        from =
            from < 0 ? historyFault.mismatch.from() : Math.min(from, historyFault.mismatch.from());
      }
    }
    return new HistoryMatch(
        historyMatch.forms,
        historyMatch.account,
        historyMatch.entry,
        from,
        refused,
        historyMatch.bound);
  }

  /** Returns whether nothing was sent. */
  public synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  private List<PinnedMessage> forms(SentEntry.SentRequest last, int length) {
    List<PinnedMessage> backwards = new ArrayList<>(length);
    SentEntry.@Nullable SentRequest entry = last;
    int end = length;
    while (entry != null && end > 0) {
      for (int i = end - 1; i >= entry.kept(); i--) {
        backwards.add(entry.forms().get(i - entry.kept()));
      }
      end = Math.min(end, entry.kept());
      entry = entries.get(entry.parent());
    }
    Collections.reverse(backwards);
    return Collections.unmodifiableList(backwards);
  }
}
