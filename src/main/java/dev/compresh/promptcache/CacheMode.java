package dev.compresh.promptcache;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Selects who handles the provider's prompt cache. */
public enum CacheMode {
  /** Compresh, for requests whose client does not. */
  AUTO,
  /** The client alone: nothing of what it says of the cache is added to. */
  PASSTHROUGH;

  /** As the configuration, keys and headers call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of that label; empty for another word. */
  public static Optional<CacheMode> named(String label) {
    return Arrays.stream(values()).filter(mode -> mode.label().equals(label)).findFirst();
  }
}
