package dev.compresh.app;

import dev.compresh.account.KeyFormat;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigError;
import dev.compresh.config.ConfigException;
import dev.compresh.config.ConfigLoader;
import dev.compresh.config.Secret;
import dev.compresh.config.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the configuration, from which it can be reloaded.
 *
 * @param flags those of the command line, by key path
 * @param file the file that a flag names, null where none does
 */
public record ConfigSource(ConfigLoader loader, Map<String, String> flags, @Nullable Path file) {

  /**
   * Reads all of it.
   *
   * @throws dev.compresh.config.ConfigException with all that is wrong
   */
  public Config load() {
    Config config = loader.load(flags, file);
    checkBootstrapKey(config.bootstrapKey());
    return config;
  }

  /** The places of the file; the first that is there counts. */
  public List<Path> places() {
    return loader.places(flags, file);
  }

  /** The first start would refuse it; {@code config check} has to say so before. */
  public static void checkBootstrapKey(@Nullable Secret key) {
    if (key != null && !KeyFormat.matches(key.reveal())) {
      throw new ConfigException(
          List.of(
              new ConfigError(
                  new SourceLocation("COMPRESH_BOOTSTRAP_KEY", 0),
                  "",
                  "is not a valid API key.",
                  "Write comp_ followed by 27 letters or digits.")));
    }
  }
}
