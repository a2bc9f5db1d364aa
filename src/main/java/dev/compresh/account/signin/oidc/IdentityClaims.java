package dev.compresh.account.signin.oidc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the provider says of a person.
 *
 * @param subject who it is, for good
 * @param verifiedEmail in lower case; null where there is none, or nobody verified it
 * @param preferredName what they call themselves; null for nothing
 * @param groups the groups that they are in now
 */
record IdentityClaims(
    String subject,
    @Nullable String verifiedEmail,
    @Nullable String preferredName,
    List<String> groups) {
  IdentityClaims {
    groups = List.copyOf(groups);
  }

  /** The part behind the last at sign of the verified email; null for none. */
  @Nullable String emailDomain() {
    return verifiedEmail == null
        ? null
        : verifiedEmail.substring(verifiedEmail.lastIndexOf('@') + 1);
  }
}
