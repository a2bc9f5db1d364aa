package dev.compresh.account.signin;

import java.time.Instant;

/**
 * A sign-in in some browser.
 *
 * @param remote the address it was made from
 * @param agent what the browser calls itself
 * @param expires its end, however much it is used; left unused it ends sooner
 */
public record AdminSession(
    String id,
    String userId,
    Instant created,
    Instant lastSeen,
    Instant expires,
    String remote,
    String agent) {}
