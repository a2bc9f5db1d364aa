package dev.compresh.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used; all faults are named, not the first alone. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigError> faults;

  public ConfigException(List<ConfigError> faults) {
    super(faults.stream().map(ConfigError::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  public List<ConfigError> faults() {
    return faults;
  }
}
