package dev.compresh.cli.litellm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Translates settings of the whole proxy, and notes those that have no counterpart. */
final class SettingTranslator {
  private static final int MOST_TRIES = 100;
  private static final List<String> SECTIONS =
      List.of("litellm_settings", "router_settings", "general_settings");
  private static final Set<String> TRANSLATED =
      Set.of(
          "fallbacks",
          "default_fallbacks",
          "model_group_alias",
          "num_retries",
          "request_timeout",
          "timeout",
          "allowed_fails",
          "cooldown_time",
          "set_verbose",
          "drop_params");

  private final ObjectNode result;
  private final List<String> notes;

  SettingTranslator(ObjectNode result, List<String> notes) {
    this.result = result;
    this.notes = notes;
  }

  void translate(JsonNode root) {
    ObjectNode fallback = result.objectNode();
    for (String name : SECTIONS) {
      JsonNode section = root.path(name);
      count(section, "num_retries", 1, fallback, "tries");
      count(section, "allowed_fails", 1, fallback, "failures");
      seconds(section, "cooldown_time", fallback, "cool-down");
      for (String field : List.of("request_timeout", "timeout")) {
        ObjectNode limits = result.objectNode();
        seconds(section, field, limits, "total");
        if (!limits.isEmpty()) {
          result.set("time-limits", limits);
        }
      }
      report(name, section);
    }
    if (!fallback.isEmpty()) {
      result.set("fallback", fallback);
    }
    for (Map.Entry<String, JsonNode> other : root.properties()) {
      if (!SECTIONS.contains(other.getKey()) && !other.getKey().equals("model_list")) {
        notes.add(other.getKey() + " has no counterpart.");
      }
    }
  }

  private void report(String name, JsonNode section) {
    for (Map.Entry<String, JsonNode> setting : section.properties()) {
      String key = setting.getKey();
      if (key.equals("master_key")) {
        notes.add(
            name
                + ".master_key: administrators sign in as users ('compresh user') or with tokens.");
      } else if (!TRANSLATED.contains(key)) {
        notes.add(name + "." + key + " has no counterpart.");
      }
    }
  }

  private static void count(
      JsonNode section, String field, int more, ObjectNode target, String key) {
    if (section.path(field).isNumber()) {
      target.put(key, Math.clamp(section.path(field).asLong(0) + more, 1, MOST_TRIES));
    }
  }

  private static void seconds(JsonNode section, String field, ObjectNode target, String key) {
    long seconds = Math.round(section.path(field).asDouble(0));
    if (seconds > 0) {
      target.put(key, seconds + "s");
    }
  }
}
