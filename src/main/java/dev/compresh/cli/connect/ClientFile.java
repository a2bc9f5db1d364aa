package dev.compresh.cli.connect;

import java.nio.file.Path;
import java.util.List;

/** A configuration file of a client, and what it needs to say. */
public record ClientFile(Path path, List<SettingChange> changes) {
  public ClientFile {
    changes = List.copyOf(changes);
  }

  ConfigFormat format() {
    return ConfigFormat.of(path);
  }
}
