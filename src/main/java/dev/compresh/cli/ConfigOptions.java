package dev.compresh.cli;

import dev.compresh.app.ConfigSource;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.config.EnvironmentSetting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that go over file and environment; every command that reads the configuration has them. */
final class ConfigOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "Configuration file.")
  private @Nullable Path file;

  @Option(names = "--host", paramLabel = "HOST", description = "Where clients connect.")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Where clients connect.")
  private @Nullable String port;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "Port of the admin API, dashboard, health and metrics.")
  private @Nullable String adminPort;

  @Option(names = "--data", paramLabel = "FOLDER", description = "Data folder.")
  private @Nullable String data;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "Compression mode: off, shadow, lossless, balanced or max.")
  private @Nullable String mode;

  @Option(
      names = "--objective",
      paramLabel = "GOAL",
      description = "Compression objective: auto, tokens or cost.")
  private @Nullable String objective;

  @Option(
      names = "--rate-limit",
      paramLabel = "N",
      description = "Requests per minute for each key.")
  private @Nullable String rateLimit;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set any configuration key, such as --set compress.time-budget=20ms.")
  private Map<String, String> others = new LinkedHashMap<>();

  /** The configuration with these flags over it. */
  Config load() {
    return source().load();
  }

  /** Returns where it comes from. */
  ConfigSource source() {
    Map<String, String> flags = new LinkedHashMap<>(others);
    put(flags, EnvironmentSetting.HOST, host);
    put(flags, EnvironmentSetting.PORT, port);
    put(flags, EnvironmentSetting.ADMIN_PORT, adminPort);
    put(flags, EnvironmentSetting.DATA, data);
    put(flags, EnvironmentSetting.MODE, mode);
    put(flags, EnvironmentSetting.OBJECTIVE, objective);
    put(flags, EnvironmentSetting.RATE_LIMIT, rateLimit);
    return new ConfigSource(new ConfigLoader(System.getenv(), Path.of("")), flags, file);
  }

  private static void put(
      Map<String, String> flags, EnvironmentSetting environmentSetting, @Nullable String value) {
    if (value != null) {
      flags.put(environmentSetting.path(), value);
    }
  }
}
