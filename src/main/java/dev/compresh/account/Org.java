package dev.compresh.account;

import java.time.Instant;

/** An organisation. */
public record Org(String id, String name, AccountState state, Instant created) {}
