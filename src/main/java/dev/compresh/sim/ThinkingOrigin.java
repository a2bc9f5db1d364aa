package dev.compresh.sim;

/**
 * The origin of a thinking block: what its signature says.
 *
 * @param account digest of the API key it was made under
 * @param tokens what the reasoning behind it counts, shown or not
 * @param chain the thinking blocks that preceded it
 */
record ThinkingOrigin(
    String model, String account, int tokens, BoundPrefix prefix, ThinkingChain chain) {}
