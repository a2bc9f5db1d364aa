package dev.compresh.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which people of an identity provider get access.
 *
 * @param group a group at the provider; null for any
 * @param emailDomain the domain of a verified email; null for any
 * @param role the role that they get
 * @param org the organisation's id; null for the first one
 */
public record OidcAccess(
    @Nullable String group, @Nullable String emailDomain, String role, @Nullable String org) {
  private static final List<String> ROLES = List.of("member", "admin", "owner");

  static OidcAccess read(ConfigSection section) {
    String group = section.text("group");
    String domain = section.text("email-domain");
    String role = section.choice("role", ROLES.getFirst(), ROLES);
    String org = section.text("org");
    if (group == null && domain == null) {
      section.fault("group", "is missing.", "Write 'group' or 'email-domain', or both.");
    }
    if (domain != null && (domain.contains("@") || !domain.contains("."))) {
      section.fault("email-domain", "is not a domain.", "Write it as example.com.");
    }
    section.finish();
    return new OidcAccess(group, domain, role, org);
  }
}
