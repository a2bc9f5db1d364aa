package dev.compresh.cli.connect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds the folders in which clients keep their configuration. */
public record ClientHome(Path home, Map<String, String> environment) {
  public ClientHome {
    environment = Map.copyOf(environment);
  }

  /** The home of whoever runs the program. */
  public static ClientHome current() {
    Map<String, String> environment = System.getenv();
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return new ClientHome(Path.of(home), environment);
  }

  /** The folder that the variable names, or else {@code standard} in the home folder. */
  Path folder(String variable, String standard) {
    String named = environment.get(variable);
    return named == null || named.isBlank() ? home.resolve(standard) : Path.of(named);
  }

  Path config(String name) {
    return folder("XDG_CONFIG_HOME", ".config").resolve(name);
  }

  /** The first of the files that exists; the last one where none does. */
  static Path existing(Path folder, String... names) {
    for (String name : names) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    return folder.resolve(names[names.length - 1]);
  }
}
