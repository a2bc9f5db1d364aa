package dev.compresh.config;

import org.jspecify.annotations.Nullable;

/**
 * Configures how alerts leave.
 *
 * @param allowsPrivate whether webhooks may lead to private and loopback addresses
 * @param smtp the mail server; null sends no e-mail
 */
public record AlertConfig(boolean allowsPrivate, @Nullable SmtpConfig smtp) {
  public static final AlertConfig DEFAULT = new AlertConfig(false, null);

  static AlertConfig read(ConfigSection configSection) {
    boolean allowsPrivate = configSection.flag("private-addresses", false);
    SmtpConfig smtp = SmtpConfig.read(configSection.section("smtp"));
    configSection.finish();
    return new AlertConfig(allowsPrivate, smtp);
  }
}
