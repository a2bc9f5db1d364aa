package dev.compresh.compression.output;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The signs by which programs draw a tree. */
enum TreeStyle {
  LEVEL("│   ", "├── ", "└── "),
  STEP("│\u00a0\u00a0 ", "├── ", "└── "),
  DEPTH("|   ", "|-- ", "`-- "),
  RANK("|   ", "+-- ", "`-- ");

  private final String passing;
  private final String inner;
  private final String last;

  TreeStyle(String passing, String inner, String last) {
    this.passing = passing;
    this.inner = inner;
    this.last = last;
  }

  /** The style in which {@code lines} seem to be drawn. */
  static TreeStyle of(List<String> lines) {
    for (String line : lines) {
      if (line.indexOf('\u00a0') >= 0) {
        return STEP;
      }
      if (line.startsWith("|-- ")) {
        return DEPTH;
      }
      if (line.startsWith("+-- ")) {
        return RANK;
      }
    }
    return LEVEL;
  }

  static @Nullable TreeStyle named(String label) {
    for (TreeStyle style : values()) {
      if (style.label().equals(label)) {
        return style;
      }
    }
    return null;
  }

  /** The word for a level in a heading, which is another one for each style. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns what is drawn above a name that comes after those below it, and above one that does
   * not.
   */
  String prefixAbove(boolean more) {
    return more ? passing : "    ";
  }

  /** Returns what is drawn before a name. */
  String namePrefix(boolean more) {
    return more ? inner : last;
  }
}
