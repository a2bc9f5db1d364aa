package dev.compresh.promptcache;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers some places of a conversation at which breakpoints stood, each with a hash of what was
 * forwarded up to there: where a later request goes out otherwise, what comes before the change can
 * still be read. Places become rarer the further they are from the end.
 *
 * @param places at most {@link #MOST}, in the order of the conversation
 */
record ForwardedTrail(List<ForwardedPlace> places) {
  static final ForwardedTrail EMPTY = new ForwardedTrail(List.of());

  private static final int MOST = 16;
  static final int BYTES = Byte.BYTES + MOST * 2 * Integer.BYTES;

  /**
   * A place at which a breakpoint stood.
   *
   * @param messages how many messages come before it
   * @param chain one hash of them as they were forwarded
   */
  record ForwardedPlace(int messages, int chain) {}

  ForwardedTrail {
    places = List.copyOf(places);
  }

  /**
   * Hashes of the first 0, 1, 2 … messages and of what comes before them.
   *
   * @param head a hash of tools, system text, model and provider
   * @param forwarded one hash of each message as it is forwarded
   */
  static int[] chains(long head, long[] forwarded) {
    int[] chains = new int[forwarded.length + 1];
    long hash = mix(head);
    chains[0] = (int) (hash >>> 32);
    for (int i = 0; i < forwarded.length; i++) {
      hash = mix(hash ^ forwarded[i]);
      chains[i + 1] = (int) (hash >>> 32);
    }
    return chains;
  }

  private static long mix(long hash) {
    long mixed = hash * 0x9e3779b97f4a7c15L;
    return mixed ^ (mixed >>> 29);
  }

  /**
   * Returns how many messages the longest remembered beginning has that goes out as before; 0 for
   * none.
   */
  int countUnchanged(int[] chains) {
    for (ForwardedPlace place : places.reversed()) {
      if (place.messages < chains.length && place.chain == chains[place.messages]) {
        return place.messages;
      }
    }
    return 0;
  }

  /** Returns whether all that was marked goes out as before. */
  boolean isUnchanged(int[] chains) {
    return places.isEmpty() || countUnchanged(chains) == places.getLast().messages;
  }

  /** With a breakpoint behind {@code messages}, and without those places that are no longer so. */
  ForwardedTrail add(int messages, int[] chains) {
    int unchanged = countUnchanged(chains);
    List<ForwardedPlace> kept = new ArrayList<>(places);
    kept.removeIf(place -> place.messages > unchanged || place.messages >= messages);
    if (messages > 0) {
      kept.add(new ForwardedPlace(messages, chains[messages]));
    }
    if (kept.size() > MOST) {
      kept.remove(leastMissed(kept));
    }
    return new ForwardedTrail(kept);
  }

  /** The place whose neighbours are nearest to each other, by their distance from the end. */
  private static int leastMissed(List<ForwardedPlace> places) {
    int end = places.getLast().messages;
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int i = 1; i < places.size() - 1; i++) {
      int before = places.get(i - 1).messages;
      double gap = (double) (places.get(i + 1).messages - before) / (end - before);
      if (gap < least) {
        least = gap;
        best = i;
      }
    }
    return best;
  }

  void write(ByteBuffer out) {
    out.put((byte) places.size());
    for (int i = 0; i < MOST; i++) {
      ForwardedPlace place = i < places.size() ? places.get(i) : new ForwardedPlace(0, 0);
      out.putInt(place.messages).putInt(place.chain);
    }
  }

  static ForwardedTrail read(ByteBuffer in) {
    int count = in.get();
    if (count < 0 || count > MOST) {
      throw new IllegalArgumentException("no trail");
    }
    List<ForwardedPlace> places = new ArrayList<>(count);
    for (int i = 0; i < MOST; i++) {
      ForwardedPlace place = new ForwardedPlace(in.getInt(), in.getInt());
      if (i < count) {
        places.add(place);
      }
    }
    return new ForwardedTrail(places);
  }
}
