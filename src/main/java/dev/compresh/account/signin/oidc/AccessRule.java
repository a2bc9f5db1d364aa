package dev.compresh.account.signin.oidc;

import dev.compresh.account.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives whoever matches a role in an organisation. All conditions that are there have to match.
 *
 * @param group a group at the provider; null for any
 * @param emailDomain the domain of a verified email; null for any
 * @param orgId null for the first organisation
 */
public record AccessRule(
    @Nullable String group, @Nullable String emailDomain, Role role, @Nullable String orgId) {

  /** Returns whether the rule is for that person; one without a condition is for nobody. */
  boolean matches(IdentityClaims claims) {
    boolean isGroup = group == null || claims.groups().contains(group);
    boolean isDomain =
        emailDomain == null || emailDomain.toLowerCase(Locale.ROOT).equals(claims.emailDomain());
    return (group != null || emailDomain != null) && isGroup && isDomain;
  }
}
