package dev.compresh.compress.birth;

/** Tables that programs align with blanks: wide gaps between columns become two blanks. */
final class Columns {
  /** Narrower gaps may be text. */
  private static final int WIDE = 3;

  private Columns() {}

  /** {@code text} with gaps narrowed; indentation stays, for it tells what belongs to what. */
  static String narrow(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean indent = true;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != ' ') {
        indent = c == '\n';
        out.append(c);
        i++;
        continue;
      }
      int end = i;
      while (end < text.length() && text.charAt(end) == ' ') {
        end++;
      }
      out.repeat(' ', !indent && end - i >= WIDE ? 2 : end - i);
      i = end;
    }
    return out.toString();
  }
}
