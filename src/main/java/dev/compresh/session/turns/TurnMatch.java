package dev.compresh.session.turns;

import java.util.List;

/**
 * A prompt held against what is known of its session.
 *
 * @param trimmed turns that came before the prompt's own or between them, and are not in it; oldest
 *     first
 * @param added turns that were not known before
 * @param forgotten nodes that had to make room
 */
public record TurnMatch(List<StoredTurn> trimmed, List<StoredTurn> added, List<Long> forgotten) {}
