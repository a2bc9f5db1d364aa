package dev.compresh.cli.connect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the gateway key that a client's files hold already, so that it can be used again. */
public final class WrittenKey {
  /** Replaces a key in texts where it is not known yet. */
  public static final String PLACEHOLDER = "YOUR_COMPRESH_KEY";

  private static final String PREFIX = "comp_";

  private WrittenKey() {}

  /** The key among the values that an earlier run has written. */
  public static Optional<String> find(List<ClientFile> files) throws IOException, DamagedFile {
    for (ClientFile file : files) {
      Path path = file.path();
      ConnectionRecord record = ConfigWriter.record(path);
      String text = PrivateFile.read(path);
      if (record == null || text == null) {
        continue;
      }
      JsonNode values = file.format().parse(text);
      for (ConfigPath written : record.paths()) {
        String key = findKey(SettingTree.find(values, written));
        if (!key.isEmpty()) {
          return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }

  private static String findKey(@Nullable JsonNode value) {
    if (value == null || value.isString()) {
      String text = value == null ? "" : value.stringValue();
      return text.startsWith(PREFIX) ? text : "";
    }
    for (JsonNode inner : value) {
      String key = findKey(inner);
      if (!key.isEmpty()) {
        return key;
      }
    }
    return "";
  }
}
