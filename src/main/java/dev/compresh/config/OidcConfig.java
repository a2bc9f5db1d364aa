package dev.compresh.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Configures sign-in to the administration port through an OpenID Connect provider.
 *
 * @param issuer exactly as the provider writes it; empty for no such sign-in
 * @param name the provider, as people call it
 * @param clientSecret null for a public client
 * @param scopes asked for next to {@code openid}
 * @param groupsClaim the claim with a person's groups; dots lead into objects
 * @param access who gets which role where; the first match counts
 * @param isLinkingByEmail whether local users whose name is the verified email are taken over
 * @param isOwnersOnly whether passwords are for owners and operators alone
 * @param sessionLife the longest life of a session
 * @param accessLife for how long personal tokens work after a sign-in
 * @param isSuspending whether users are deactivated when that time is over
 */
public record OidcConfig(
    String issuer,
    String name,
    String clientId,
    @Nullable Secret clientSecret,
    List<String> scopes,
    String groupsClaim,
    List<OidcAccess> access,
    boolean isLinkingByEmail,
    boolean isOwnersOnly,
    Duration sessionLife,
    Duration accessLife,
    boolean isSuspending) {

  /** Without a provider. */
  public static final OidcConfig DEFAULT =
      new OidcConfig(
          "",
          "single sign-on",
          "",
          null,
          List.of("email", "profile"),
          "groups",
          List.of(),
          false,
          false,
          Duration.ofHours(8),
          Duration.ofDays(30),
          false);

  private static final List<String> PASSWORDS = List.of("all", "owners");
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Returns whether there is such a sign-in. */
  public boolean isEnabled() {
    return !issuer.isEmpty();
  }

  static OidcConfig read(ConfigSection section, AdminConfig admin) {
    String issuer = section.text("issuer", DEFAULT.issuer);
    String clientId = section.text("client-id", DEFAULT.clientId);
    List<String> scopes = section.texts("scopes");
    List<OidcAccess> access = new ArrayList<>();
    section.sections("access").forEach(each -> access.add(OidcAccess.read(each)));
    OidcConfig config =
        new OidcConfig(
            issuer,
            section.text("name", DEFAULT.name),
            clientId,
            section.secret("client-secret"),
            scopes.isEmpty() ? DEFAULT.scopes : scopes,
            section.text("groups-claim", DEFAULT.groupsClaim),
            List.copyOf(access),
            section.flag("link-by-email", DEFAULT.isLinkingByEmail),
            section.choice("passwords", PASSWORDS.getFirst(), PASSWORDS).equals("owners"),
            duration(section, "session-life", DEFAULT.sessionLife),
            duration(section, "access-life", DEFAULT.accessLife),
            section.flag("suspend-users", DEFAULT.isSuspending));
    if (config.isEnabled()) {
      config.check(section, admin);
    } else if (!clientId.isEmpty() || !access.isEmpty()) {
      section.fault("issuer", "is missing.", "Write the issuer URL of the identity provider.");
    }
    section.finish();
    return config;
  }

  private static Duration duration(ConfigSection section, String key, Duration fallback) {
    Duration duration = section.duration(key, fallback);
    if (duration.compareTo(SHORTEST) < 0) {
      section.fault(key, "is too short.", "Write at least 1m.");
    }
    return duration;
  }

  private void check(ConfigSection section, AdminConfig admin) {
    if (!isIssuer(issuer)) {
      section.fault(
          "issuer",
          "is not an https:// URL.",
          "Write it as the provider does, such as https://login.example.com/realms/main.");
    }
    if (clientId.isEmpty()) {
      section.fault("client-id", "is missing.", "Write the client ID that the provider issued.");
    }
    if (access.isEmpty()) {
      section.fault(
          "access",
          "is missing, so nobody could sign in.",
          "Write '- {group: llm, role: member}'.");
    }
    if (admin.publicUrl() == null) {
      section.fault(
          "issuer",
          "needs 'admin.public-url', where the provider sends browsers back to.",
          "Set admin.public-url, such as https://compresh.example.com.");
    }
  }

  /** Plain HTTP is for providers on this machine alone. */
  private static boolean isIssuer(String text) {
    try {
      URI url = URI.create(text);
      String host = url.getHost();
      boolean isLocal =
          host != null && List.of("localhost", "127.0.0.1", "[::1]").contains(lower(host));
      boolean isSafe =
          "https".equals(url.getScheme()) || (isLocal && "http".equals(url.getScheme()));
      return isSafe
          && host != null
          && url.getUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
