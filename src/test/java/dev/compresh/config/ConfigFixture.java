package dev.compresh.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Loads a configuration from a text, as the tests of this package need it. */
final class ConfigFixture {
  private ConfigFixture() {}

  static Config from(String yaml) {
    return from(yaml, Map.of());
  }

  static Config from(String yaml, Map<String, String> environment) {
    return from(yaml, environment, Map.of());
  }

  static Config from(String yaml, Map<String, String> environment, Map<String, String> flags) {
    try {
      Path folder = Files.createTempDirectory("compresh-config");
      Path file = Files.writeString(folder.resolve("compresh.yaml"), yaml);
      try {
        return new ConfigLoader(environment, folder).load(flags, null);
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The faults that {@code yaml} has; fails where it has none. */
  static List<String> faults(String yaml, Map<String, String> environment) {
    try {
      from(yaml, environment);
    } catch (ConfigException e) {
      return e.faults().stream().map(ConfigError::toString).toList();
    }
    throw new AssertionError("no fault found");
  }

  static List<String> faults(String yaml) {
    return faults(yaml, Map.of());
  }
}
