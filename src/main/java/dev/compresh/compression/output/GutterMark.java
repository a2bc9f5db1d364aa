package dev.compresh.compression.output;

/** The separator between a line number and the line, as tools print it. */
public enum GutterMark {
  /** Claude Code until 2026. */
  ARROW("", "→"),
  /** {@code cat -n}, {@code nl}, editors of the str_replace kind, newer Claude Code. */
  TAB("", "\t"),
  /** Roo Code. */
  SPACED_BAR("", " | "),
  /** opencode, with zeros before the number. */
  BAR_SPACE("", "| "),
  /** Cursor, Crush. */
  BAR("", "|"),
  /** Codex. */
  L_COLON("L", ": "),
  /** opencode, Windsurf. */
  COLON("", ": ");

  private final String before;
  private final String text;

  GutterMark(String before, String text) {
    this.before = before;
    this.text = text;
  }

  /** Returns the text before the digits. */
  String leadingText() {
    return before;
  }

  /** Returns the text after them. */
  String text() {
    return text;
  }
}
