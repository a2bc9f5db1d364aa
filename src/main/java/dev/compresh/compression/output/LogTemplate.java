package dev.compresh.compression.output;

/** The kind of a log line: the line without what varies from one to the next. */
final class LogTemplate {
  private LogTemplate() {}

  /** {@code line} with words that hold digits, and what appears in quotes, as one sign each. */
  static String render(String line) {
    StringBuilder out = new StringBuilder(line.length());
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"') {
        int end = line.indexOf(c, i + 1);
        out.append(end < 0 ? c : '"');
        i = end < 0 ? i + 1 : end + 1;
      } else if (word(c)) {
        int end = i;
        boolean varies = false;
        while (end < line.length() && word(line.charAt(end))) {
          char w = line.charAt(end++);
          varies |= (w >= '0' && w <= '9') || w == '/' || w == '.' || w == '_';
        }
        if (varies) {
          out.append('#');
        } else {
          out.append(line, i, end);
        }
        i = end;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private static boolean word(char c) {
    return Character.isLetterOrDigit(c) || "_./:-".indexOf(c) >= 0;
  }
}
