package dev.compresh.compress.birth;

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
  static @Nullable JsonLayout of(String text, Json json) {
    for (JsonLayout layout : values()) {
      if (layout.print(json).equals(text)) {
        return layout;
      }
    }
    return null;
  }

  /** The layout that {@code c} stands for, null where it stands for none. */
  static @Nullable JsonLayout signed(char c) {
    for (JsonLayout layout : values()) {
      if (layout.sign.length() == 1 && layout.sign.charAt(0) == c) {
        return layout;
      }
    }
    return null;
  }

  /** What stands for this layout where JSON is printed short. */
  String sign() {
    return sign;
  }

  String print(Json json) {
    StringBuilder out = new StringBuilder();
    print(json, 0, out);
    return out.toString();
  }

  private void print(Json json, int depth, StringBuilder out) {
    switch (json) {
      case Json.Leaf leaf -> out.append(leaf.raw());
      case Json.Members members -> {
        out.append('{');
        List<String> names = members.names();
        for (int i = 0; i < names.size(); i++) {
          separate(i, depth + 1, out);
          out.append(names.get(i)).append(colon);
          print(members.values().get(i), depth + 1, out);
        }
        close(names.isEmpty(), depth, out);
        out.append('}');
      }
      case Json.Items items -> {
        out.append('[');
        for (int i = 0; i < items.items().size(); i++) {
          separate(i, depth + 1, out);
          print(items.items().get(i), depth + 1, out);
        }
        close(items.items().isEmpty(), depth, out);
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
