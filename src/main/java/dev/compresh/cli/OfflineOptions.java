package dev.compresh.cli;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The compression settings of the configuration, for commands that work without a server. */
final class OfflineOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file for the marker secret and the skip list.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set any key of that file, such as --set compress.skip-tools=fetch.")
  private final Map<String, String> others = new LinkedHashMap<>();

  /**
   * The configuration as a server that is started here would read it.
   *
   * @throws dev.compresh.config.ConfigException with all that is wrong
   */
  Config load() {
    return new ConfigLoader(System.getenv(), Path.of("")).load(others, file);
  }

  /** The policy of {@code mode} and {@code objective} under {@code config}. */
  static CompressionPolicy policy(
      Config config, CompressionMode compressionMode, CompressionObjective compressionObjective) {
    CompressionPolicy base = CompressionPolicy.of(compressionMode, compressionObjective);
    return new CompressionPolicy(
        base.mode(),
        base.objective(),
        base.shortTurns(),
        base.shortTokens(),
        base.recentTokens(),
        config.compress().skipTools());
  }
}
