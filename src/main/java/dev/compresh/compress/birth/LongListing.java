package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ls -l} prints: owner and group stand once where all files of a folder have the same,
 * and columns are not aligned.
 */
final class LongListing {
  private static final int FEWEST = 4;

  /** Mode, links, owner, group, size, month, day and time stand before the name. */
  private static final int FIELDS = 8;

  private LongListing() {}

  static String narrow(String text) {
    if (!text.contains("r--") && !text.contains("rw")) {
      return text;
    }
    List<String> lines = Gutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      int end = at;
      List<List<String>> entries = new ArrayList<>();
      for (; end < lines.size(); end++) {
        List<String> fields = fields(lines.get(end));
        if (fields.isEmpty()) {
          break;
        }
        entries.add(fields);
      }
      if (entries.size() >= FEWEST) {
        out.append(at == 0 ? "" : "\n").append(print(entries));
        at = end;
      } else {
        for (end = Math.max(end, at + 1); at < end; at++) {
          out.append(at == 0 ? "" : "\n").append(lines.get(at));
        }
      }
    }
    return out.toString();
  }

  private static String print(List<List<String>> entries) {
    List<String> first = entries.getFirst();
    boolean same =
        entries.stream()
            .allMatch(e -> e.get(2).equals(first.get(2)) && e.get(3).equals(first.get(3)));
    StringBuilder out = new StringBuilder();
    if (same) {
      out.append("(all: owner ").append(first.get(2)).append(", group ");
      out.append(first.get(3)).append(")");
    }
    for (List<String> entry : entries) {
      out.append(out.isEmpty() ? "" : "\n");
      for (int i = 0; i < entry.size(); i++) {
        if (!same || (i != 2 && i != 3)) {
          out.append(i == 0 ? "" : " ").append(entry.get(i));
        }
      }
    }
    return out.toString();
  }

  /** The fields of {@code line} and its name, empty where it is no such line. */
  private static List<String> fields(String line) {
    if (line.length() < 30 || "-dlbcps".indexOf(line.charAt(0)) < 0) {
      return List.of();
    }
    for (int i = 1; i < 10; i++) {
      if ("rwxsStT-".indexOf(line.charAt(i)) < 0) {
        return List.of();
      }
    }
    List<String> fields = new ArrayList<>(FIELDS + 1);
    int at = 0;
    for (int f = 0; f < FIELDS; f++) {
      int end = line.indexOf(' ', at);
      if (end < 0) {
        return List.of();
      }
      fields.add(line.substring(at, end));
      at = end;
      // One blank stands before the name; more are the name's own.
      while (at < line.length() && line.charAt(at) == ' ' && (f < FIELDS - 1 || at == end)) {
        at++;
      }
    }
    fields.add(line.substring(at));
    boolean sized = !fields.get(4).isEmpty() && Character.isDigit(fields.get(4).charAt(0));
    return sized && Character.isDigit(fields.get(1).charAt(0)) ? fields : List.of();
  }
}
