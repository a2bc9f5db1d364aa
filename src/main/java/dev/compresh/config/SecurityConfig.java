package dev.compresh.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configures the master key, which encrypts stored text and credentials, and the secret that signs
 * markers in forwarded texts.
 *
 * @param masterKey the key itself in base64, from the environment; null where the file counts
 * @param keyFile the file that holds it; made when it is needed first
 * @param markerSecret what all instances that serve the same conversations share; another one
 *     changes what they forward. Null for the fixed default
 */
public record SecurityConfig(
    @Nullable Secret masterKey, Path keyFile, @Nullable Secret markerSecret) {

  /** The variable with the key. In no file: files are copied and shown. */
  static final String VARIABLE = "COMPRESH_MASTER_KEY";

  static SecurityConfig read(ConfigSection configSection, Map<String, String> environment) {
    Path file = standard(environment);
    String text = configSection.text("key-file");
    if (text != null) {
      try {
        file = Path.of(text);
      } catch (InvalidPathException e) {
        configSection.fault(
            "key-file", "is not a path.", "Write a file such as /etc/compresh/master.key.");
      }
    }
    Secret marker = configSection.secret("marker-secret");
    configSection.finish();
    String key = environment.getOrDefault(VARIABLE, "").strip();
    return new SecurityConfig(key.isEmpty() ? null : new Secret(key), file, marker);
  }

  /** In the user's folder of configuration, as the XDG base directories have it. */
  private static Path standard(Map<String, String> environment) {
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
    Path base = folder.isBlank() ? Path.of(home, ".config") : Path.of(folder);
    return base.resolve("compresh").resolve("master.key");
  }
}
