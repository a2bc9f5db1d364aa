package dev.compresh.compression.dedup;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a reference: which lines it replaces, and where they are.
 *
 * @param here numbers of its own first and last line, null where they carry none
 * @param count lines that it represents, 0 for all of a result
 * @param there numbers of the first and last line there, null where they are found otherwise
 * @param name the result that holds them; {@link #THERE}; {@link #CALL}; or empty for further up in
 *     the same one
 * @param from what the first line there says, shortened; empty where it is the first one there
 * @param to the same of the last line
 */
record PointerText(
    @Nullable LocalLines here,
    int count,
    @Nullable LocalLines there,
    String name,
    String from,
    String to) {
  /** The result that the reference before it in the same text names. */
  static final String THERE = "there";

  /** The call that the result answers to. */
  static final String CALL = "call";

  private static final String ALL = "same as ";
  private static final String ABOVE = " above";

  /** Numbers of two lines. */
  record LocalLines(int first, int last) {
    int size() {
      return last - first + 1;
    }

    @Override
    public String toString() {
      return first + "-" + last;
    }
  }

  /** The words of the reference. */
  String words() {
    if (count == 0) {
      return ALL + name + ABOVE;
    }
    String what = (here == null ? count + " lines" : here.toString()) + " as ";
    if (there != null && !there.equals(here)) {
      return what + there + (isThere() ? " there" : " of " + name + ABOVE);
    }
    if (name.equals(CALL)) {
      return (here == null ? count + " lines" : here.toString()) + CallEcho.WORDS;
    }
    if (there == null && from.isEmpty() && to.isEmpty()) {
      return what + "all of " + name + ABOVE;
    }
    return what + (name.isEmpty() ? "above" : isThere() ? THERE : "in " + name + ABOVE) + quotes();
  }

  private String quotes() {
    if (from.isEmpty()) {
      return to.isEmpty() ? "" : ", up to `" + to + "`";
    }
    return to.isEmpty() ? ", from `" + from + "` on" : ", from `" + from + "` to `" + to + "`";
  }

  boolean isThere() {
    return name.equals(THERE);
  }

  /** The numbers with which a reference begins, null where it begins otherwise. */
  static @Nullable LocalLines here(String words) {
    int space = words.indexOf(' ');
    return space > 0 && words.startsWith(" as ", space) ? numbers(words.substring(0, space)) : null;
  }

  /** All that {@code words} can mean: names and quotes may hold words of references themselves. */
  static List<PointerText> read(String words) {
    List<PointerText> read = new ArrayList<>();
    if (words.startsWith(ALL) && words.endsWith(ABOVE)) {
      String name = words.substring(ALL.length(), words.length() - ABOVE.length());
      read.add(new PointerText(null, 0, null, name, "", ""));
      return read;
    }
    LocalLines localLines = here(words);
    int lines = words.indexOf(" lines as ");
    int count =
        localLines != null ? localLines.size() : lines > 0 ? number(words.substring(0, lines)) : -1;
    if (count < 1) {
      return read;
    }
    if (words.endsWith(CallEcho.WORDS)) {
      read.add(new PointerText(localLines, count, null, CALL, "", ""));
      return read;
    }
    new PointerParser(localLines, count, read).where(words.substring(words.indexOf(" as ") + 4));
    return read;
  }

  /** Takes apart what follows the count. */
  private record PointerParser(@Nullable LocalLines here, int count, List<PointerText> read) {
    void where(String where) {
      if (where.startsWith("all of ") && where.endsWith(ABOVE)) {
        read.add(text(null, where.substring(7, where.length() - ABOVE.length()), "", ""));
        return;
      }
      int space = where.indexOf(' ');
      LocalLines numbers = space < 0 ? null : numbers(where.substring(0, space));
      String behind = numbers == null ? "" : where.substring(space);
      if (behind.equals(" there")) {
        read.add(text(numbers, THERE, "", ""));
      } else if (behind.startsWith(" of ") && behind.endsWith(ABOVE)) {
        read.add(text(numbers, behind.substring(4, behind.length() - ABOVE.length()), "", ""));
      }
      if (where.startsWith("above")) {
        quotes("", where.substring(5));
      } else if (where.startsWith(THERE)) {
        quotes(THERE, where.substring(THERE.length()));
      } else if (where.startsWith("in ")) {
        for (int at = where.indexOf(ABOVE); at >= 0; at = where.indexOf(ABOVE, at + 1)) {
          quotes(where.substring(3, at), where.substring(at + ABOVE.length()));
        }
      }
    }

    private void quotes(String name, String said) {
      if (said.isEmpty() && here != null) {
        read.add(text(here, name, "", ""));
      } else if (said.startsWith(", up to `") && said.endsWith("`")) {
        read.add(text(null, name, "", said.substring(9, said.length() - 1)));
      } else if (said.startsWith(", from `") && said.endsWith("` on")) {
        read.add(text(null, name, said.substring(8, said.length() - 4), ""));
      } else if (said.startsWith(", from `") && said.endsWith("`")) {
        String quotes = said.substring(8, said.length() - 1);
        for (int to = quotes.indexOf("` to `"); to >= 0; to = quotes.indexOf("` to `", to + 1)) {
          read.add(text(null, name, quotes.substring(0, to), quotes.substring(to + 6)));
        }
      }
    }

    private PointerText text(@Nullable LocalLines there, String name, String from, String to) {
      return new PointerText(here, count, there, name, from, to);
    }
  }

  private static @Nullable LocalLines numbers(String text) {
    int hyphen = text.indexOf('-');
    int first = hyphen < 0 ? -1 : number(text.substring(0, hyphen));
    int last = hyphen < 0 ? -1 : number(text.substring(hyphen + 1));
    return first < 0 || last < first ? null : new LocalLines(first, last);
  }

  private static int number(String text) {
    if (text.isEmpty() || text.length() > 8) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
