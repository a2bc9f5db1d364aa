package dev.compresh.cli.connect;

import dev.compresh.cli.connect.LocatedNode.LocatedEntry;
import dev.compresh.cli.connect.LocatedNode.NodeKind;
import tools.jackson.databind.JsonNode;

/**
 * Edits a JSON or YAML text in place. New members go in front of the others, so that comments stay
 * with what they are about.
 */
final class TreeEdit {
  private final String text;
  private final boolean yaml;

  TreeEdit(String text, boolean yaml) {
    this.text = text;
    this.yaml = yaml;
  }

  /** The text with {@code value} at {@code path}. */
  String set(LocatedNode root, ConfigPath path, JsonNode value) {
    LocatedNode node = root;
    ConfigPath left = path;
    while (!left.isEmpty()) {
      LocatedNode child = node.child(left.first(), text);
      if (child == null) {
        return add(node, left, value);
      }
      node = child;
      left = left.rest();
    }
    boolean nested = value.isContainer() && !value.isEmpty();
    if (yaml && nested && node.block()) {
      String margin = margin(node.start());
      String block = ValueText.yaml(value, margin.substring(Math.min(2, margin.length())));
      return replace(node.start(), contentEnd(node), block.stripLeading());
    }
    return replace(node.start(), node.end(), ValueText.json(value, margin(node.start())));
  }

  private String add(LocatedNode node, ConfigPath left, JsonNode value) {
    String step = left.first();
    boolean entry = ConfigPath.isEntry(step);
    JsonNode whole = SettingTree.set(SettingTree.empty(), left.rest(), value);
    if (!yaml || !(node.block() || text.substring(node.start(), node.end()).isBlank())) {
      return node.entries().isEmpty()
          ? fill(node, SettingTree.set(SettingTree.empty(), left, value))
          : insertFlow(node, entry ? "" : ValueText.key(step) + ": ", whole);
    }
    if (node.entries().isEmpty()) {
      return text
          + (text.isEmpty() || text.endsWith("\n") ? "" : "\n")
          + ValueText.yamlMember(step, whole, "")
          + "\n";
    }
    int at = node.entries().getFirst().start();
    String margin = margin(at);
    String line =
        entry ? ValueText.yamlEntry(whole, margin) : ValueText.yamlMember(step, whole, margin);
    return replace(at, at, line + "\n" + margin);
  }

  /** Puts what is nested into a value that has nothing in it. */
  private String fill(LocatedNode node, JsonNode value) {
    if (!yaml) {
      return replace(node.start(), node.end(), ValueText.json(value, indent(node.start())));
    }
    String margin = indent(node.start());
    boolean spaced = node.start() > 0 && text.charAt(node.start() - 1) == ' ';
    return replace(
        spaced ? node.start() - 1 : node.start(), node.end(), ValueText.yaml(value, margin));
  }

  private String insertFlow(LocatedNode node, String name, JsonNode value) {
    int at = node.entries().getFirst().start();
    boolean ownLine = text.substring(node.start(), at).indexOf('\n') >= 0;
    String margin = ownLine ? margin(at) : "";
    String json = ownLine ? ValueText.json(value, margin) : value.toString();
    return replace(at, at, name + json + (ownLine ? ",\n" + margin : ", "));
  }

  /** The text without the member or entry at {@code path}. */
  String remove(LocatedNode root, ConfigPath path) {
    LocatedNode node = root;
    for (String step : path.parent().steps()) {
      LocatedNode child = node.child(step, text);
      if (child == null) {
        return text;
      }
      node = child;
    }
    int at = node.indexOf(path.steps().getLast(), text);
    if (at < 0) {
      return text;
    }
    LocatedEntry gone = node.entries().get(at);
    if (at + 1 < node.entries().size()) {
      return replace(gone.start(), node.entries().get(at + 1).start(), "");
    }
    if (node.block()) {
      int from = at == 0 ? node.start() : lineStart(gone.start());
      int to = Math.min(text.length(), contentEnd(gone.value()) + (at == 0 ? 0 : 1));
      return replace(from, to, at > 0 ? "" : node.kind() == NodeKind.MAP ? "{}" : "[]");
    }
    if (at == 0) {
      return replace(node.start(), node.end(), node.kind() == NodeKind.MAP ? "{}" : "[]");
    }
    return replace(node.entries().get(at - 1).value().end(), gone.value().end(), "");
  }

  /**
   * Returns where the last character of a value's text is; marks of blocks stand after the blank
   * lines.
   */
  private int contentEnd(LocatedNode node) {
    return node.entries().isEmpty() ? node.end() : contentEnd(node.entries().getLast().value());
  }

  private String replace(int from, int to, String with) {
    return text.substring(0, from) + with + text.substring(to);
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Blanks as wide as what comes before {@code at} in its line. */
  private String margin(int at) {
    return yaml ? " ".repeat(at - lineStart(at)) : indent(at);
  }

  /** The blanks that the line of {@code at} begins with. */
  private String indent(int at) {
    int from = lineStart(at);
    int to = from;
    while (to < at && (text.charAt(to) == ' ' || text.charAt(to) == '\t')) {
      to++;
    }
    return text.substring(from, to);
  }
}
