package dev.compresh.config;

import java.util.List;

/**
 * Configures what is logged to standard error.
 *
 * @param level least severe level shown: {@code error}, {@code warn}, {@code info}, {@code debug}
 * @param format {@code json}, {@code text}, or {@code auto}: text on a terminal, JSON elsewhere
 * @param access whether each request gets a line
 */
public record LogConfig(String level, String format, boolean access) {
  public static final LogConfig DEFAULT = new LogConfig("info", "auto", true);

  static LogConfig read(ConfigSection configSection) {
    String level =
        configSection.choice("level", DEFAULT.level, List.of("error", "warn", "info", "debug"));
    String format = configSection.choice("format", DEFAULT.format, List.of("auto", "json", "text"));
    boolean access = configSection.flag("access", DEFAULT.access);
    configSection.finish();
    return new LogConfig(level, format, access);
  }
}
