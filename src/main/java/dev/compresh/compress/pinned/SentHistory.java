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
  /**
   * Where a message stands.
   *
   * @param end the last message on which it depends how this one was sent: of a rewrite, the last
   *     of the whole conversation, since a gist tells of what comes later
   * @param before how it was sent before, where that depends on nothing later
   */
  private record Place(
      SentEntry.Sent entry, int message, int end, int order, @Nullable Place before) {

    PinnedMessage form() {
      return entry.forms().get(message - entry.kept());
    }

    /** This place, or the one before it, that holds for a conversation that goes on here. */
    @Nullable Place ending() {
      return end <= message ? this : before;
    }
  }

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
   * @param bound whether thinking was sent in it, and may come back though it is not there now
   */
  public record Match(
      List<PinnedMessage> forms,
      String account,
      long entry,
      int mismatch,
      boolean refused,
      boolean bound) {
    public static final Match NONE = new Match(List.of(), "", 0, -1, false, false);

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
          place(sent);
        }
      }
    }
  }

  private void place(SentEntry.Sent sent) {
    boolean revised = false;
    for (int i = 0; i < sent.chain().length; i++) {
      Place old = place(sent.chain()[i], sent.kept() + i);
      revised |= old != null && !old.form().hasTextsOf(sent.forms().get(i));
    }
    for (int i = 0; i < sent.chain().length; i++) {
      int at = sent.kept() + i;
      Place old = place(sent.chain()[i], at);
      int end = revised ? sent.length() - 1 : old == null ? at : old.end;
      Place before = end > at && old != null ? old.ending() : null;
      places.put(sent.chain()[i], new Place(sent, at, end, order, before));
    }
  }

  private @Nullable Place place(long hash, int message) {
    Place place = places.get(hash);
    return place == null || place.message != message ? null : place;
  }

  /** What of the conversation with these {@link MessageChain} hashes was sent before. */
  public synchronized Match match(long[] chain) {
    for (int i = chain.length - 1; i >= 0; i--) {
      Place last = place(chain[i], i);
      if (last != null) {
        // A client that went back into what was rewritten goes on from before that.
        Place ending = last.ending();
        return match(chain, ending == null ? last : ending);
      }
    }
    Match nothing = Match.NONE;
    return faults.isEmpty() ? nothing : refused(chain, -1, nothing);
  }

  private Match match(long[] chain, Place place) {
    SentEntry.Sent entry = place.entry;
    List<PinnedMessage> forms = forms(entry, place.message + 1);
    Match match = new Match(forms, entry.account(), entry.id(), -1, false, entry.bound());
    return faults.isEmpty() ? match : refused(chain, place.order, match);
  }

  /** {@code match} with what was refused of it since {@code sent}. */
  private Match refused(long[] chain, int sent, Match match) {
    int from = -1;
    boolean refused = false;
    for (long hash : chain) {
      Fault fault = faults.get(hash);
      refused |= fault != null;
      if (fault != null && fault.order > sent) {
        from = from < 0 ? fault.mismatch.from() : Math.min(from, fault.mismatch.from());
      }
    }
    return new Match(match.forms, match.account, match.entry, from, refused, match.bound);
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
