package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code ls -l}.
 *
 * @param mode kind and permissions
 * @param date month, day and time or year
 */
record ListedFile(
    String mode,
    String links,
    String owner,
    String group,
    String size,
    List<String> date,
    String name) {
  /** Mode, links, owner, group, size, month, day and time stand before the name. */
  private static final int FIELDS = 8;

  private static final int DAY = 2;
  private static final int TIME = 5;

  /** The file at {@code at}, null where no such line appears there. */
  static @Nullable ListedFile read(List<String> lines, int at) {
    if (at >= lines.size()) {
      return null;
    }
    List<String> fields = fields(lines.get(at), FIELDS);
    return fields.isEmpty() ? null : of(fields);
  }

  /** A file whose owner, group and date stand in a heading, as far as they are not empty. */
  static @Nullable ListedFile readShort(
      String line, String owner, String group, List<String> date) {
    int owned = owner.isEmpty() ? 0 : 2;
    List<String> fields = new ArrayList<>(fields(line, FIELDS - owned - date.size()));
    if (fields.isEmpty() || date.size() > 3) {
      return null;
    }
    if (owned > 0) {
      fields.add(2, owner);
      fields.add(3, group);
    }
    fields.addAll(5, date);
    return of(fields);
  }

  private static @Nullable ListedFile of(List<String> fields) {
    boolean numbers = isNumber(fields.get(1)) && isNumber(fields.get(4));
    return !numbers
        ? null
        : new ListedFile(
            fields.get(0),
            fields.get(1),
            fields.get(2),
            fields.get(3),
            fields.get(4),
            List.copyOf(fields.subList(5, FIELDS)),
            fields.get(FIELDS));
  }

  private static boolean isNumber(String field) {
    return !field.isEmpty() && Character.isDigit(field.charAt(0));
  }

  boolean isOwnedAs(ListedFile other) {
    return owner.equals(other.owner) && group.equals(other.group);
  }

  /** Returns whether the first words of the date are the same. */
  boolean isDatedAs(ListedFile other, int words) {
    return date.subList(0, words).equals(other.date.subList(0, words));
  }

  /** The line without what appears in a heading. */
  String print(boolean owned, int dated) {
    List<String> fields = new ArrayList<>(List.of(mode, links));
    if (!owned) {
      fields.add(owner);
      fields.add(group);
    }
    fields.add(size);
    fields.addAll(date.subList(dated, date.size()));
    fields.add(name);
    return String.join(" ", fields);
  }

  /** The lines of {@code files} as ls aligns them. */
  static List<String> align(List<ListedFile> files) {
    int modes = width(files, ListedFile::mode);
    int links = width(files, ListedFile::links);
    int owners = width(files, ListedFile::owner);
    int groups = width(files, ListedFile::group);
    int sizes = width(files, ListedFile::size);
    List<String> lines = new ArrayList<>(files.size());
    for (ListedFile file : files) {
      StringBuilder line = new StringBuilder();
      left(file.mode, modes, line);
      right(file.links, links, line);
      left(file.owner, owners, line);
      left(file.group, groups, line);
      right(file.size, sizes, line);
      left(file.date.get(0), 0, line);
      right(file.date.get(1), DAY, line);
      right(file.date.get(2), TIME, line);
      lines.add(line.append(file.name).toString());
    }
    return lines;
  }

  private static int width(List<ListedFile> files, Function<ListedFile, String> field) {
    return files.stream().map(field).mapToInt(String::length).max().orElse(0);
  }

  private static void left(String field, int width, StringBuilder out) {
    out.append(field).repeat(' ', Math.max(0, width - field.length())).append(' ');
  }

  private static void right(String field, int width, StringBuilder out) {
    out.repeat(' ', Math.max(0, width - field.length())).append(field).append(' ');
  }

  /** So many fields of {@code line} and what follows them, empty where it is no file's line. */
  private static List<String> fields(String line, int count) {
    if (line.length() < 12 || "-dlbcps".indexOf(line.charAt(0)) < 0) {
      return List.of();
    }
    for (int i = 1; i < 10; i++) {
      if ("rwxsStT-".indexOf(line.charAt(i)) < 0) {
        return List.of();
      }
    }
    List<String> fields = new ArrayList<>(FIELDS + 1);
    int at = 0;
    for (int f = 0; f < count; f++) {
      int end = line.indexOf(' ', at);
      if (end < 0) {
        return List.of();
      }
      fields.add(line.substring(at, end));
      at = end;
      // One blank comes before the name; more are the name's own.
      while (at < line.length() && line.charAt(at) == ' ' && (f < count - 1 || at == end)) {
        at++;
      }
    }
    fields.add(line.substring(at));
    return fields;
  }
}
