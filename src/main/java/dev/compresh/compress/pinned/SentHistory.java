package dev.compresh.compress.pinned;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was sent in one session, as a tree: conversations of a session may share their beginning
 * (answers made again, subagents, a client that went back). Where a beginning was sent in two ways,
 * the later one counts. Thread-safe.
 */
public final class SentHistory {
  private record Place(SentEntry.Sent entry, int message, int order) {}

  private record Fault(SentEntry.Mismatch mismatch, int order) {}

  private final Map<Long, Place> places = new HashMap<>();
  private final Map<Long, SentEntry.Sent> entries = new HashMap<>();
  private final Map<Long, Fault> faults = new HashMap<>();
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
   */
  public record Match(
      List<PinnedMessage> forms, String account, long entry, int mismatch, boolean refused) {
    public static final Match NONE = new Match(List.of(), "", 0, -1, false);

    public int length() {
      return forms.size();
    }
  }

  /** Adds an entry; one that continues an entry that is not here is left out. */
  public synchronized void add(SentEntry entry) {
    order++;
    switch (entry) {
      case SentEntry.Mismatch mismatch -> faults.put(mismatch.place(), new Fault(mismatch, order));
      case SentEntry.Sent sent -> {
        SentEntry.Sent parent = entries.get(sent.parent());
        boolean founded = sent.parent() == 0 ? sent.kept() == 0 : parent != null;
        if (founded && (parent == null || sent.kept() <= parent.length())) {
          entries.put(sent.id(), sent);
          for (int i = 0; i < sent.chain().length; i++) {
            places.put(sent.chain()[i], new Place(sent, sent.kept() + i, order));
          }
        }
      }
    }
  }

  /** What of the conversation with these {@link MessageChain} hashes was sent before. */
  public synchronized Match match(long[] chain) {
    for (int i = chain.length - 1; i >= 0; i--) {
      Place place = places.get(chain[i]);
      if (place != null && place.message == i) {
        return match(chain, forms(place.entry, i + 1), place.entry, place.order);
      }
    }
    return faults.isEmpty() ? Match.NONE : match(chain, List.of(), null, 0);
  }

  /** Where nothing was sent, blocks may have been refused all the same: to a count of tokens. */
  private Match match(
      long[] chain, List<PinnedMessage> forms, SentEntry.@Nullable Sent entry, int sent) {
    int from = -1;
    boolean refused = false;
    for (int i = chain.length - 1; i >= 0 && !faults.isEmpty(); i--) {
      Fault fault = faults.get(chain[i]);
      refused |= fault != null;
      if (fault != null && fault.order > sent) {
        from = from < 0 ? fault.mismatch.from() : Math.min(from, fault.mismatch.from());
      }
    }
    return entry == null
        ? new Match(forms, "", 0, from, refused)
        : new Match(forms, entry.account(), entry.id(), from, refused);
  }

  /** Whether nothing was sent. */
  public synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  private List<PinnedMessage> forms(SentEntry.Sent last, int length) {
    List<PinnedMessage> backwards = new ArrayList<>(length);
    SentEntry.@Nullable Sent entry = last;
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
