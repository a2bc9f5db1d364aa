package dev.compresh.account;

import java.time.Instant;

/**
 * A person who can sign in. The password's hash stays in the store.
 *
 * @param name what they sign in with; unique over all organisations
 */
public record User(
    String id, String orgId, String name, Role role, AccountState state, Instant created) {}
