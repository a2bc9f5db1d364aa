package dev.compresh.compression.chat.language;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kind of a line of a message: prose, or part of something that only makes sense whole. */
enum LineKind {
  PROSE,
  CODE,
  LOG,
  TRACE,
  TABLE,
  DIFF;

  /** Signs that stand close in code and seldom in prose. */
  private static final String SIGNS = "{}[]()<>=;|\\/_#$%^*&+~`";

  private static final Set<String> LEVELS =
      Set.of(
          "INFO",
          "WARN",
          "WARNING",
          "ERROR",
          "DEBUG",
          "TRACE",
          "FATAL",
          "CRITICAL",
          "SEVERE",
          "NOTICE");

  /** With what a line goes on that is below code. */
  private static final Set<String> GOES_ON =
      Set.of(
          "return",
          "else",
          "elif",
          "end",
          "break",
          "continue",
          "pass",
          "try",
          "except",
          "finally",
          "catch",
          "import",
          "from",
          "fi",
          "done",
          "then",
          "do",
          "raise",
          "throw",
          "yield",
          "case",
          "default",
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "JOIN",
          "LEFT",
          "INNER",
          "VALUES",
          "AND",
          "OR",
          "SET",
          "LIMIT",
          "HAVING");

  private static final List<String> STARTS =
      List.of(
          "import ",
          "#include",
          "package ",
          "SELECT ",
          "INSERT INTO ",
          "CREATE TABLE ",
          "ALTER TABLE ",
          "DELETE FROM ",
          "$ ",
          ">>> ",
          "#!/");

  private static final List<String> TRACES =
      List.of("Traceback (most recent", "Caused by: ", "Exception in thread ", "File \"");

  boolean block() {
    return this != PROSE;
  }

  /**
   * The kind of {@code line}, which is not blank.
   *
   * @param before kind of the line above it; prose where a blank line is between them
   */
  static LineKind of(String line, LineKind before) {
    String bare = line.strip();
    if (table(bare)) {
      return TABLE;
    }
    if (log(bare, before)) {
      return LOG;
    }
    if (trace(bare, before)) {
      return TRACE;
    }
    if (diff(bare, before)) {
      return DIFF;
    }
    boolean indented = line.startsWith("  ") || line.startsWith("\t");
    boolean goesOn = before.block() && (indented || GOES_ON.contains(word(bare)));
    if (goesOn) {
      return before;
    }
    boolean far = line.startsWith("    ") || line.startsWith("\t");
    return starts(bare) || ends(bare) || !prose(bare, far && !item(bare)) ? CODE : PROSE;
  }

  private static boolean table(String bare) {
    int bars = 0;
    int tabs = 0;
    for (int i = 0; i < bare.length(); i++) {
      bars += bare.charAt(i) == '|' ? 1 : 0;
      tabs += bare.charAt(i) == '\t' ? 1 : 0;
    }
    return tabs >= 2 || (bars >= 2 && !bare.contains("||"));
  }

  /** A line that a program wrote: a time of day at its start, or a level of severity. */
  private static boolean log(String bare, LineKind before) {
    String start = bare.substring(0, Math.min(bare.length(), 80));
    String first = word(start.startsWith("[") ? start.substring(1) : start);
    if (LEVELS.contains(first)) {
      return start.length() > first.length() && " ]:\t".indexOf(charAfter(start, first)) >= 0;
    }
    boolean dated = !first.isEmpty() && (Character.isDigit(first.charAt(0)) || syslog(first));
    if (!dated || !clock(start)) {
      return false;
    }
    return before == LOG || level(start) || start.contains("]: ") || start.contains("] \"");
  }

  private static char charAfter(String start, String first) {
    int end = start.indexOf(first) + first.length();
    return end < start.length() ? start.charAt(end) : ' ';
  }

  private static boolean syslog(String first) {
    return first.length() == 3 && DateFinder.month(first.toLowerCase(Locale.ROOT));
  }

  private static boolean level(String start) {
    int from = -1;
    for (int i = 0; i <= start.length(); i++) {
      boolean letter = i < start.length() && Character.isLetter(start.charAt(i));
      if (letter && from < 0) {
        from = i;
      } else if (!letter && from >= 0) {
        String word = start.substring(from, i);
        boolean named = from > 0 && "[=".indexOf(start.charAt(from - 1)) >= 0;
        if (LEVELS.contains(named ? word.toUpperCase(Locale.ROOT) : word)) {
          return true;
        }
        from = -1;
      }
    }
    return false;
  }

  /** Returns whether a time of day with seconds appears in it. */
  private static boolean clock(String start) {
    for (int i = 2; i + 5 < start.length(); i++) {
      boolean colons = start.charAt(i) == ':' && start.charAt(i + 3) == ':';
      if (colons
          && Character.isDigit(start.charAt(i - 1))
          && Character.isDigit(start.charAt(i + 4))) {
        return true;
      }
    }
    return false;
  }

  private static boolean trace(String bare, LineKind before) {
    for (String start : TRACES) {
      if (bare.startsWith(start)) {
        return true;
      }
    }
    boolean frame = bare.startsWith("at ") && bare.endsWith(")") && bare.indexOf('.') > 0;
    boolean more = before == TRACE && (bare.startsWith("... ") || error(bare));
    return frame || more || thrown(bare);
  }

  /** {@code ValueError: …}, where a trace is above it. */
  private static boolean error(String bare) {
    String first = word(bare);
    return first.endsWith("Error") || first.endsWith("Exception") || first.endsWith("Warning");
  }

  /** {@code java.lang.IllegalStateException: …}. */
  private static boolean thrown(String bare) {
    int colon = bare.indexOf(':');
    String type = colon < 0 ? bare : bare.substring(0, colon);
    boolean named = type.endsWith("Exception") || type.endsWith("Error");
    return named && type.indexOf('.') > 0 && type.indexOf(' ') < 0;
  }

  private static boolean diff(String bare, LineKind before) {
    return bare.startsWith("@@ ")
        || bare.startsWith("diff --git ")
        || bare.startsWith("--- a/")
        || bare.startsWith("+++ b/")
        || (before == DIFF && (bare.startsWith("+") || bare.startsWith("-")));
  }

  private static boolean starts(String bare) {
    for (String start : STARTS) {
      if (bare.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(String bare) {
    return bare.endsWith("{") || bare.endsWith("}") || bare.endsWith("):") || bare.endsWith(");");
  }

  /** Returns whether it is an item of a list. */
  private static boolean item(String bare) {
    boolean bullet = bare.startsWith("- ") || bare.startsWith("* ") || bare.startsWith("+ ");
    int dot = bare.indexOf(". ");
    return bullet || (dot > 0 && dot <= 3 && Character.isDigit(bare.charAt(0)));
  }

  /**
   * Returns whether most of a line is letters and spaces, names of code between backticks apart.
   */
  private static boolean prose(String bare, boolean indented) {
    int letters = 0;
    int signs = 0;
    boolean quoted = false;
    int start = 0;
    while (start < bare.length() && "#>*+-".indexOf(bare.charAt(start)) >= 0) {
      start++;
    }
    for (int i = start; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (!quoted && (c == ' ' || (c >= 'a' && c <= 'z'))) {
        letters++; // as most characters
        continue;
      }
      quoted ^= c == '`' && (quoted || bare.indexOf('`', i + 1) > 0);
      if (quoted || c == '`' || c == '*') {
        letters += 1;
      } else if (Character.isLetter(c) || c == ' ') {
        letters++;
      } else if (SIGNS.indexOf(c) >= 0) {
        signs++;
      }
    }
    return signs * (indented ? 12 : 5) <= letters;
  }

  private static String word(String bare) {
    int end = 0;
    while (end < bare.length() && Character.isLetterOrDigit(bare.charAt(end))) {
      end++;
    }
    return bare.substring(0, end);
  }
}
