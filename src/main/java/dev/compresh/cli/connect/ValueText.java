package dev.compresh.cli.connect;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes values as indented JSON or as YAML in block style. */
final class ValueText {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ValueText() {}

  /** JSON whose lines after the first are indented by {@code margin} and more. */
  static String json(JsonNode value, String margin) {
    if (!value.isContainer() || value.isEmpty()) {
      return MAPPER.writeValueAsString(value);
    }
    StringBuilder out = new StringBuilder();
    String inner = margin + "  ";
    String separator = "";
    out.append(value.isObject() ? "{" : "[");
    if (value instanceof ObjectNode map) {
      for (var member : map.properties()) {
        out.append(separator).append('\n').append(inner);
        out.append(key(member.getKey())).append(": ").append(json(member.getValue(), inner));
        separator = ",";
      }
    } else {
      for (JsonNode entry : value) {
        out.append(separator).append('\n').append(inner).append(json(entry, inner));
        separator = ",";
      }
    }
    return out.append('\n').append(margin).append(value.isObject() ? "}" : "]").toString();
  }

  /** A quoted name. */
  static String key(String name) {
    return MAPPER.writeValueAsString(name);
  }

  /** A value that appears after {@code name:} or a dash whose column is {@code margin}'s length. */
  static String yaml(JsonNode value, String margin) {
    if (!value.isContainer() || value.isEmpty()) {
      return " " + MAPPER.writeValueAsString(value);
    }
    StringBuilder out = new StringBuilder();
    String inner = margin + "  ";
    if (value instanceof ObjectNode map) {
      for (var member : map.properties()) {
        out.append('\n')
            .append(inner)
            .append(yamlMember(member.getKey(), member.getValue(), inner));
      }
    } else if (value instanceof ArrayNode list) {
      for (JsonNode entry : list) {
        out.append('\n').append(inner).append(yamlEntry(entry, inner));
      }
    }
    return out.toString();
  }

  static String yamlMember(String name, JsonNode value, String margin) {
    boolean plain =
        !name.isEmpty()
            && Character.isLetter(name.charAt(0))
            && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    return (plain ? name : key(name)) + ":" + yaml(value, margin);
  }

  static String yamlEntry(JsonNode value, String margin) {
    if (!(value instanceof ObjectNode map) || map.isEmpty()) {
      return "-" + yaml(value, margin);
    }
    StringBuilder out = new StringBuilder("-");
    String separator = " ";
    for (var member : map.properties()) {
      out.append(separator).append(yamlMember(member.getKey(), member.getValue(), margin + "  "));
      separator = "\n" + margin + "  ";
    }
    return out.toString();
  }
}
