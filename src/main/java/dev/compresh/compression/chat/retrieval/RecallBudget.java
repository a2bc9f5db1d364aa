package dev.compresh.compression.chat.retrieval;

/**
 * The token limits of a recall block.
 *
 * @param tokens bound in tokens
 * @param hints tokens for a message that mentions what was said, and asks nothing
 * @param spare tokens for a message that has nothing to do with what was said
 * @param filled tokens that are filled whatever the passages are worth
 * @param floor share of the best passage's worth below which, past those, none is printed
 * @param terse whether English lines are printed without their articles
 */
public record RecallBudget(
    int tokens, int hints, int spare, int filled, double floor, boolean terse) {

  /** The same for a message of {@code demand}. */
  public RecallBudget where(RecallDemand demand) {
    return switch (demand) {
      case ASKS -> this;
      case MENTIONS ->
          new RecallBudget(Math.min(tokens, hints), hints, spare, filled, floor, terse);
      case NONE -> new RecallBudget(Math.min(tokens, spare), hints, spare, filled, floor, terse);
    };
  }
}
