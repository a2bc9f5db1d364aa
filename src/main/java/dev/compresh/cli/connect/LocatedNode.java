package dev.compresh.cli.connect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON or YAML text, with its place.
 *
 * @param start offset of its first character
 * @param end offset after its last one
 * @param block whether it is written without brackets, as YAML allows
 */
record LocatedNode(NodeKind kind, int start, int end, boolean block, List<LocatedEntry> entries) {
  /** Kinds of values. */
  enum NodeKind {
    MAP,
    LIST,
    SCALAR
  }

  /**
   * A member of a map or an entry of a list.
   *
   * @param name the member's name, empty in lists
   * @param start where the member's name begins; of an entry, the value or its dash
   */
  record LocatedEntry(String name, int start, LocatedNode value) {}

  /** The entry that {@code step} names; its place in {@link #entries} or -1. */
  int indexOf(String step, String text) {
    for (int i = 0; i < entries.size(); i++) {
      LocatedEntry entry = entries.get(i);
      if (ConfigPath.isEntry(step)
          ? isNamed(entry.value, step, text)
          : kind == NodeKind.MAP && entry.name.equals(step)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isNamed(LocatedNode value, String step, String text) {
    for (LocatedEntry member : value.entries) {
      if (member.name.equals(ConfigPath.entryKey(step))) {
        return unquoted(text.substring(member.value.start, member.value.end))
            .equals(ConfigPath.entryValue(step));
      }
    }
    return false;
  }

  private static String unquoted(String literal) {
    int last = literal.length() - 1;
    boolean quoted =
        last > 0
            && (literal.charAt(0) == '"' || literal.charAt(0) == '\'')
            && literal.charAt(last) == literal.charAt(0);
    return quoted ? literal.substring(1, last) : literal;
  }

  @Nullable LocatedNode child(String step, String text) {
    int at = indexOf(step, text);
    return at < 0 ? null : entries.get(at).value;
  }
}
