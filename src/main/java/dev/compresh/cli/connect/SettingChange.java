package dev.compresh.cli.connect;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sets one value of a configuration file. */
public record SettingChange(ConfigPath path, JsonNode value) {
  /** Sets a text; the last of {@code pathAndText} is the text. */
  static SettingChange text(String text, String... path) {
    return new SettingChange(ConfigPath.of(path), JsonNodeFactory.instance.stringNode(text));
  }
}
