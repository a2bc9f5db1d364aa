package dev.compresh.account.signin.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The provider that is trusted, and what for.
 *
 * @param issuer exactly as the provider writes it
 * @param clientSecret null for a public client
 * @param redirectUri where the provider sends browsers back to
 * @param home where it sends them after signing out
 * @param groupsClaim the name of a claim; dots lead into objects
 * @param rules the first that matches decides about role and organisation
 * @param linksByEmail whether a local user whose name is the verified email is taken over
 * @param sessionLife the longest life of a session
 * @param accessLife for how long personal tokens work after a sign-in
 */
public record OidcSettings(
    String issuer,
    String clientId,
    @Nullable String clientSecret,
    URI redirectUri,
    URI home,
    List<String> scopes,
    String groupsClaim,
    List<AccessRule> rules,
    boolean linksByEmail,
    Duration sessionLife,
    Duration accessLife) {
  public OidcSettings {
    scopes = List.copyOf(scopes);
    rules = List.copyOf(rules);
  }

  @Override
  public String toString() {
    return "OidcSettings[" + issuer + ", " + clientId + "]";
  }
}
