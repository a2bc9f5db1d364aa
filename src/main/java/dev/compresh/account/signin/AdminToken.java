package dev.compresh.account.signin;

import dev.compresh.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A personal token for scripts, as it may be shown.
 *
 * @param role at most its user's; the lesser of both counts
 * @param last4 its last four characters
 * @param expires null for never
 */
public record AdminToken(
    String id,
    String userId,
    String description,
    Role role,
    String last4,
    Instant created,
    @Nullable Instant expires,
    @Nullable Instant lastUsed,
    @Nullable Instant revoked) {}
