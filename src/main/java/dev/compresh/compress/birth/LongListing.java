package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ls -l} prints: owner, group and date stand once where all files of a folder have the
 * same, and columns are not aligned.
 */
final class LongListing {
  private static final int FEWEST = 4;

  /** Mode, links, owner, group, size, month, day and time stand before the name. */
  private static final int FIELDS = 8;

  private static final int OWNER = 2;
  private static final int MONTH = 5;

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
    boolean[] same = new boolean[FIELDS + 1];
    same[OWNER] = same(entries, OWNER);
    same[OWNER + 1] = same(entries, OWNER + 1);
    // A day is said whole, with the time where all have that, too.
    boolean day = same(entries, MONTH) && same(entries, MONTH + 1);
    for (int i = MONTH; day && i < FIELDS && same(entries, i); i++) {
      same[i] = true;
    }
    List<String> first = entries.getFirst();
    List<String> all = new ArrayList<>();
    if (same[OWNER] && same[OWNER + 1]) {
      all.add("owner " + first.get(OWNER) + ", group " + first.get(OWNER + 1));
    } else {
      same[OWNER] = false;
      same[OWNER + 1] = false;
    }
    List<String> date = new ArrayList<>();
    for (int i = MONTH; i < FIELDS && same[i]; i++) {
      date.add(first.get(i));
    }
    if (!date.isEmpty()) {
      all.add(String.join(" ", date));
    }
    StringBuilder out = new StringBuilder();
    if (!all.isEmpty()) {
      out.append("(all: ").append(String.join(", ", all)).append(")");
    }
    for (List<String> entry : entries) {
      out.append(out.isEmpty() ? "" : "\n");
      for (int i = 0; i < entry.size(); i++) {
        if (!same[i]) {
          out.append(i == 0 ? "" : " ").append(entry.get(i));
        }
      }
    }
    return out.toString();
  }

  private static boolean same(List<List<String>> entries, int field) {
    String first = entries.getFirst().get(field);
    return entries.stream().allMatch(entry -> entry.get(field).equals(first));
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
