package dev.compresh.session.held;

/**
 * Something that a provider holds.
 *
 * @param orgId the organisation that made it
 * @param account the provider's account at which it lies
 * @param tokens what it comes to as input of a request that continues it; 0 for what is no
 *     conversation
 * @param usedAt milliseconds
 */
public record HeldObject(String orgId, String account, long tokens, long usedAt) {}
