package dev.compresh.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configures the mail server.
 *
 * @param security {@code starttls}, {@code tls} from the first byte, or {@code none}
 * @param user for signing in; null for none
 * @param from the sender's address
 */
public record SmtpConfig(
    String host,
    int port,
    String security,
    @Nullable String user,
    @Nullable Secret password,
    String from) {
  private static final int PORT = 587;
  private static final int LAST_PORT = 65_535;

  static @Nullable SmtpConfig read(ConfigSection configSection) {
    String host = configSection.text("host");
    int port = configSection.integer("port", PORT, 1, LAST_PORT);
    String security =
        configSection.choice("security", "starttls", List.of("starttls", "tls", "none"));
    String user = configSection.text("user");
    Secret password = configSection.secret("password");
    String from = configSection.text("from");
    configSection.finish();
    if (host == null) {
      return null;
    }
    if (from == null || from.indexOf('@') < 1) {
      configSection.fault("from", "is not an e-mail address.", "Write compresh@example.com.");
      return null;
    }
    if (user != null && password == null) {
      configSection.fault("password", "is missing.", "Write ${SMTP_PASSWORD}, or remove 'user'.");
    }
    return new SmtpConfig(host, port, security, user, password, from);
  }
}
