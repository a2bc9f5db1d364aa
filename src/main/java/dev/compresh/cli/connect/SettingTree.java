package dev.compresh.cli.connect;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and changes the parsed form of a configuration file: what an edit of its text must give.
 */
final class SettingTree {
  private SettingTree() {}

  /** The value at {@code path}; null where there is none. */
  static @Nullable JsonNode find(@Nullable JsonNode node, ConfigPath path) {
    if (path.isEmpty() || node == null) {
      return node;
    }
    return find(child(node, path.first()), path.rest());
  }

  private static @Nullable JsonNode child(JsonNode node, String step) {
    if (!ConfigPath.isEntry(step)) {
      return node instanceof ObjectNode ? node.get(step) : null;
    }
    if (node instanceof ArrayNode) {
      for (JsonNode entry : node) {
        if (isEntry(entry, step)) {
          return entry;
        }
      }
    }
    return null;
  }

  private static boolean isEntry(JsonNode entry, String step) {
    return entry.path(ConfigPath.entryKey(step)).asString("").equals(ConfigPath.entryValue(step));
  }

  /** {@code root} with the value set; lists get a new entry in front. */
  static JsonNode set(JsonNode root, ConfigPath path, JsonNode value) {
    if (path.isEmpty()) {
      return value;
    }
    String step = path.first();
    if (ConfigPath.isEntry(step)) {
      ArrayNode list = root instanceof ArrayNode array ? array.deepCopy() : newList();
      for (int i = 0; i < list.size(); i++) {
        if (isEntry(list.get(i), step)) {
          list.set(i, set(list.get(i), path.rest(), value));
          return list;
        }
      }
      list.insert(0, set(empty(), path.rest(), value));
      return list;
    }
    ObjectNode map = root instanceof ObjectNode object ? object.deepCopy() : empty();
    JsonNode old = map.get(step);
    map.set(step, set(old == null ? empty() : old, path.rest(), value));
    return map;
  }

  /** {@code root} without what is at {@code path}. */
  static JsonNode remove(JsonNode root, ConfigPath path) {
    JsonNode copy = root.deepCopy();
    JsonNode parent = find(copy, path.parent());
    String step = path.steps().getLast();
    if (parent instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (isEntry(list.get(i), step)) {
          list.remove(i);
          break;
        }
      }
    } else if (parent instanceof ObjectNode map) {
      map.remove(step);
    }
    return copy;
  }

  /** A map without members. */
  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ArrayNode newList() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
