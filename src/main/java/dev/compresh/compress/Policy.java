package dev.compresh.compress;

import java.util.Set;

/**
 * All that a plan depends on beside the conversation. Equal policies and equal histories give equal
 * bytes, on every instance and at every time.
 *
 * @param shortTurns conversations with fewer user turns go out untouched
 * @param shortTokens conversations with fewer tokens go out untouched
 * @param recentTokens tokens at the end, cut at a turn's edge, that chats keep as they are
 * @param skipTools names of tools whose results are never changed
 */
public record Policy(
    Mode mode,
    Objective objective,
    int shortTurns,
    int shortTokens,
    int recentTokens,
    Set<String> skipTools) {

  /** The defaults of the product for {@code mode} and {@code objective}. */
  public static Policy of(Mode mode, Objective objective) {
    return new Policy(mode, objective, 5, 2_000, mode == Mode.MAX ? 320 : 800, Set.of());
  }
}
