package dev.compresh.alert;

import dev.compresh.account.InvalidField;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * A channel that somebody wants to add.
 *
 * @param orgId empty for the installation's
 * @param secret signs a webhook's calls; empty for a random one
 */
public record ChannelDraft(
    String orgId,
    ChannelKind kind,
    String name,
    String address,
    String secret,
    Set<AlertKind> kinds) {
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_ADDRESS = 500;
  private static final int SHORTEST_SECRET = 16;
  private static final int LONGEST_SECRET = 200;

  /**
   * Returns the address as people may see it: without path and query, which may hold a secret.
   *
   * @param allowsPrivate whether unencrypted addresses are allowed as well
   * @throws InvalidField where the draft is not valid
   */
  String check(boolean allowsPrivate) {
    if (name.isBlank() || name.length() > LONGEST_NAME || hasControl(name)) {
      throw new InvalidField("name", "A name has 1 to " + LONGEST_NAME + " characters.");
    }
    if (address.length() > LONGEST_ADDRESS || hasControl(address)) {
      throw new InvalidField(
          "address", "An address has at most " + LONGEST_ADDRESS + " characters.");
    }
    boolean isShort = !secret.isEmpty() && secret.length() < SHORTEST_SECRET;
    if (isShort || secret.length() > LONGEST_SECRET || hasControl(secret)) {
      throw new InvalidField("secret", "A secret has 16 to 200 characters.");
    }
    return kind == ChannelKind.EMAIL ? mail() : origin(allowsPrivate);
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private String mail() {
    try {
      InternetAddress parsed = new InternetAddress(address, true);
      if (parsed.getPersonal() == null && address.indexOf('@') > 0) {
        return parsed.getAddress();
      }
    } catch (AddressException e) {
      // reported below
    }
    throw new InvalidField("address", "Write an e-mail address, such as ops@example.com.");
  }

  private String origin(boolean allowsPrivate) {
    try {
      URI uri = new URI(address);
      boolean isAllowed =
          "https".equals(uri.getScheme()) || (allowsPrivate && "http".equals(uri.getScheme()));
      if (isAllowed
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null) {
        return uri.getScheme() + "://" + uri.getAuthority();
      }
    } catch (URISyntaxException e) {
      // reported below
    }
    throw new InvalidField(
        "address", "Write an https address without user name, such as https://example.com/hook.");
  }
}
