package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A heading that says what columns hold in every row, each with its place: {@code (in every row: 2
 * region=eu,3 state=on)}.
 *
 * @param places of the columns, from 1 on, rising
 * @param names of the columns
 * @param values what they hold
 */
record ConstantColumns(List<Integer> places, List<String> names, List<String> values) {
  private static final String HEAD = "(in every row: ";

  /** No table has more columns. */
  private static final int MOST_DIGITS = 4;

  /** The columns that are the same in all {@code rows}; null where all or none are. */
  static @Nullable ConstantColumns of(List<String> names, List<List<String>> rows) {
    List<Integer> places = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int column = c;
      String first = rows.getFirst().get(c);
      if (!first.isEmpty() && rows.stream().allMatch(row -> row.get(column).equals(first))) {
        places.add(c + 1);
        kept.add(names.get(c));
        values.add(first);
      }
    }
    boolean some = !places.isEmpty() && places.size() < names.size();
    return some ? new ConstantColumns(places, kept, values) : null;
  }

  /** The heading, with {@code comma} between columns. */
  String heading(char comma) {
    StringBuilder out = new StringBuilder(HEAD);
    for (int i = 0; i < places.size(); i++) {
      out.append(i == 0 ? "" : comma).append(places.get(i)).append(' ');
      out.append(names.get(i)).append('=').append(values.get(i));
    }
    return out.append(')').toString();
  }

  /** Returns whether {@code line} may be such a heading. */
  static boolean isHeading(String line) {
    return line.startsWith(HEAD) && line.endsWith(")");
  }

  /**
   * Returns what {@code line} says, whose columns {@code fields} are; null where it says nothing.
   */
  static @Nullable ConstantColumns read(List<String> fields) {
    List<Integer> places = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      int blank = field.indexOf(' ');
      int equal = field.indexOf('=', blank + 1);
      boolean number = blank > 0 && blank <= MOST_DIGITS && equal > blank;
      for (int i = 0; number && i < blank; i++) {
        number = field.charAt(i) >= '0' && field.charAt(i) <= '9';
      }
      int place = number ? Integer.parseInt(field.substring(0, blank)) : 0;
      if (place < 1 || (!places.isEmpty() && place <= places.getLast())) {
        return null;
      }
      places.add(place);
      names.add(field.substring(blank + 1, equal));
      values.add(field.substring(equal + 1));
    }
    return new ConstantColumns(places, names, values);
  }

  /** Returns the text between the brackets of a heading. */
  static String said(String heading) {
    return heading.substring(HEAD.length(), heading.length() - 1);
  }

  /** The fields of a row without those that are constant. */
  List<String> removeConstants(List<String> row) {
    List<String> rest = new ArrayList<>();
    for (int c = 0; c < row.size(); c++) {
      if (!places.contains(c + 1)) {
        rest.add(row.get(c));
      }
    }
    return rest;
  }

  /** {@code rest} with {@code constants} in their places; null where there is no such place. */
  @Nullable List<String> insertConstants(List<String> rest, List<String> constants) {
    List<String> row = new ArrayList<>(rest);
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i) > row.size() + 1) {
        return null;
      }
      row.add(places.get(i) - 1, constants.get(i));
    }
    return row;
  }
}
