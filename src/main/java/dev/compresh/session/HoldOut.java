package dev.compresh.session;

/**
 * The share of sessions that run uncompressed, so that the others can be compared with them. Which
 * they are depends on the session's id alone: every instance chooses the same, at every turn.
 *
 * @param percent 0 to 100
 */
public record HoldOut(int percent) {

  /** Returns whether {@code session} is one of them. */
  public boolean holds(String session) {
    return percent > 0 && Long.remainderUnsigned(mix(session), 100) < percent;
  }

  /** FNV-1a over the characters, then the finisher of SplitMix64, for even low digits. */
  private static long mix(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
