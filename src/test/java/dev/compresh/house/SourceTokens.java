package dev.compresh.house;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Reads the texts of Java source: literals, and comments. */
final class SourceTokens {
  private SourceTokens() {}

  /** The string literals and text blocks, without those in comments. */
  static List<String> literals(String source) {
    return tokens(source, (text, at) -> text.charAt(at) == '"');
  }

  /** The comments, without what looks like one in a literal. */
  static List<String> comments(String source) {
    return tokens(source, (text, at) -> text.startsWith("//", at) || text.startsWith("/*", at));
  }

  private static List<String> tokens(String source, BiPredicate<String, Integer> isWanted) {
    List<String> found = new ArrayList<>();
    int at = 0;
    while (at < source.length()) {
      int end = tokenEnd(source, at);
      if (isWanted.test(source, at)) {
        found.add(source.substring(at, end));
      }
      at = end;
    }
    return found;
  }

  private static int tokenEnd(String source, int at) {
    if (source.startsWith("//", at)) {
      return after(source, "\n", at);
    }
    if (source.startsWith("/*", at)) {
      return after(source, "*/", at + 2);
    }
    if (source.startsWith("\"\"\"", at)) {
      return closing(source, "\"\"\"", at + 3);
    }
    return switch (source.charAt(at)) {
      case '"' -> closing(source, "\"", at + 1);
      case '\'' -> closing(source, "'", at + 1);
      default -> at + 1;
    };
  }

  private static int after(String source, String mark, int from) {
    int found = source.indexOf(mark, from);
    return found < 0 ? source.length() : found + mark.length();
  }

  private static int closing(String source, String quote, int from) {
    int at = from;
    while (at < source.length() && !source.startsWith(quote, at)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(source.length(), at + quote.length());
  }
}
