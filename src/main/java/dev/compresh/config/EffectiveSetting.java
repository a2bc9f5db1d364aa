package dev.compresh.config;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting in force.
 *
 * @param key sections divided by dots
 * @param value as it was written, secrets masked; null for none
 * @param source default, file, environment or flag
 * @param location the file's line, the variable or the flag; null for a default
 */
public record EffectiveSetting(
    String key, @Nullable String value, String source, @Nullable String location) {
  static final String MASKED = "••••";

  /** What is bound to the start. */
  private static final List<String> PINNED =
      List.of(
          "server.host",
          "server.port",
          "connections.",
          "memory.",
          "admin.",
          "data.",
          "catalogue.",
          "recall.",
          "security.",
          "log.format",
          "log.access");

  static EffectiveSetting byDefault(String key, @Nullable String value) {
    return new EffectiveSetting(key, value, "default", null);
  }

  static EffectiveSetting written(String key, String value, SourceLocation place) {
    String source =
        place.line() > 0
            ? "file"
            : place.source().startsWith("flag ")
                ? "flag"
                : isVariable(place) ? "environment" : "file";
    return new EffectiveSetting(key, value, source, place.toString());
  }

  private static boolean isVariable(SourceLocation place) {
    return place.source().startsWith("COMPRESH_");
  }

  /** Returns whether a change of it takes effect without a restart. */
  public boolean isReloadable() {
    return PINNED.stream().noneMatch(key::startsWith);
  }

  /** Returns where it can be set. */
  public String description() {
    return Arrays.stream(EnvironmentSetting.values())
        .filter(setting -> setting.path().equals(key))
        .findFirst()
        .map(setting -> "In compresh.yaml, or " + setting.variable() + " in the environment.")
        .orElse("In compresh.yaml.");
  }
}
