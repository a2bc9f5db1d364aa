package dev.compresh.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Configures the Valkey or Redis server over which instances count limits.
 *
 * @param url its address, with credentials; null for none
 * @param prefix of all keys there
 */
public record RedisConfig(@Nullable Secret url, String prefix) {
  private static final int LONGEST = 64;
  public static final RedisConfig DEFAULT = new RedisConfig(null, "compresh");

  static RedisConfig read(ConfigSection section) {
    Secret url = section.secret("url");
    if (url != null && !isAddress(url.reveal())) {
      section.fault(
          "url",
          "is not the address of a Valkey or Redis server.",
          "Write redis://user:password@host:6379/0, or rediss:// for TLS.");
    }
    String prefix = section.text("prefix", DEFAULT.prefix);
    if (prefix.isEmpty() || prefix.length() > LONGEST) {
      section.fault("prefix", "is empty or too long.", "Write 1 to 64 characters.");
    }
    section.finish();
    return new RedisConfig(url, prefix);
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      String scheme = address.getScheme();
      String path = address.getPath();
      boolean isDatabase =
          path == null
              || path.isEmpty()
              || path.equals("/")
              || (path.length() <= 6 && path.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'));
      return ("redis".equals(scheme) || "rediss".equals(scheme))
          && address.getHost() != null
          && isDatabase;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
