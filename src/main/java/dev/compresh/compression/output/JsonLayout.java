package dev.compresh.compression.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blanks that libraries put into JSON. */
enum JsonLayout {
  COMPACT("", "", ":", ","),
  /** As Python prints it. */
  SPACED("1", "", ": ", ", "),
  INDENTED_BY_TWO("2", "  ", ": ", ","),
  INDENTED_BY_FOUR("4", "    ", ": ", ",");

  private final String sign;
  private final String indent;
  private final String colon;
  private final String comma;

  JsonLayout(String sign, String indent, String colon, String comma) {
    this.sign = sign;
    this.indent = indent;
    this.colon = colon;
    this.comma = comma;
  }

  /** The layout in which {@code text} prints {@code json}, null where it is none of these. */
  static @Nullable JsonLayout of(String text, JsonTree jsonTree) {
    for (JsonLayout layout : values()) {
      if (layout.print(jsonTree).equals(text)) {
        return layout;
      }
    }
    return null;
  }

  /** The layout that {@code c} represents, null where it represents none. */
  static @Nullable JsonLayout signed(char c) {
    for (JsonLayout layout : values()) {
      if (layout.sign.length() == 1 && layout.sign.charAt(0) == c) {
        return layout;
      }
    }
    return null;
  }

  /** Returns the replacement for this layout where JSON is printed short. */
  String sign() {
    return sign;
  }

  String print(JsonTree jsonTree) {
    StringBuilder out = new StringBuilder();
    print(jsonTree, 0, out);
    return out.toString();
  }

  private void print(JsonTree jsonTree, int depth, StringBuilder out) {
    switch (jsonTree) {
      case JsonTree.JsonLeaf jsonLeaf -> out.append(jsonLeaf.raw());
      case JsonTree.JsonMembers jsonMembers -> {
        out.append('{');
        List<String> names = jsonMembers.names();
        for (int i = 0; i < names.size(); i++) {
          separate(i, depth + 1, out);
          out.append(names.get(i)).append(colon);
          print(jsonMembers.values().get(i), depth + 1, out);
        }
        close(names.isEmpty(), depth, out);
        out.append('}');
      }
      case JsonTree.JsonItems jsonItems -> {
        out.append('[');
        for (int i = 0; i < jsonItems.items().size(); i++) {
          separate(i, depth + 1, out);
          print(jsonItems.items().get(i), depth + 1, out);
        }
        close(jsonItems.items().isEmpty(), depth, out);
        out.append(']');
      }
    }
  }

  private void separate(int index, int depth, StringBuilder out) {
    out.append(index == 0 ? "" : comma);
    if (!indent.isEmpty()) {
      out.append('\n').repeat(indent, depth);
    }
  }

  private void close(boolean empty, int depth, StringBuilder out) {
    if (!empty && !indent.isEmpty()) {
      out.append('\n').repeat(indent, depth);
    }
  }
}
