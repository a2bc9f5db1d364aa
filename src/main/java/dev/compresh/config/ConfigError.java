package dev.compresh.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key the key's full path, such as {@code server.port}; empty where the file as a whole is
 *     meant
 * @param what what is wrong, without the value of a secret
 * @param fix what to write instead
 */
public record ConfigError(SourceLocation place, String key, String what, String fix) {
  @Override
  public String toString() {
    return place + ": " + (key.isEmpty() ? "" : key + ": ") + what + " " + fix;
  }
}
