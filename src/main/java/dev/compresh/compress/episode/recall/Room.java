package dev.compresh.compress.episode.recall;

/**
 * What a recall block may take.
 *
 * @param tokens bound in tokens
 * @param spare tokens for a message that does not seem to refer back
 * @param filled tokens that are filled whatever the passages are worth
 * @param floor share of the best passage's worth below which, past those, none is printed
 * @param terse whether English lines are printed without their articles
 */
public record Room(int tokens, int spare, int filled, double floor, boolean terse) {

  /** The same for a message that {@code refersBack}, or does not seem to. */
  public Room where(boolean refersBack) {
    return refersBack ? this : new Room(Math.min(tokens, spare), spare, filled, floor, terse);
  }
}
