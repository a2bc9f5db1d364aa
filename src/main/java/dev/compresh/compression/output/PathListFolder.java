package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;
import java.util.List;

/**
 * Lists of paths: those of one folder that stand in a row become the folder on a line of its own,
 * then each name on a line of its own, behind a blank, and behind its size or count where it has
 * one.
 */
final class PathListFolder implements OutputFilter {
  /** Fewer in a folder are not grouped. */
  private static final int FEWEST = 3;

  /** Fewer stay where a path must stay whole. */
  private static final int FEWEST_WHOLE = 40;

  /** A shorter folder does not pay. */
  private static final int SHORTEST = 8;

  @Override
  public String name() {
    return "path_list";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.REVERSIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.SEARCH, OutputKind.LISTING);
  }

  @Override
  public String apply(String text) {
    return groupMany(text);
  }

  @Override
  public String restore(String text) {
    return ungroup(text);
  }

  /** Folders of a few files and more. */
  static String group(String text) {
    return group(text, FEWEST);
  }

  /** Large folders alone: of many files in a folder, few are asked for by their whole path. */
  static String groupMany(String text) {
    return group(text, FEWEST_WHOLE);
  }

  /** The names of {@code text} each behind its folder again. */
  static String ungroup(String text) {
    List<String> lines = LineNumberGutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      String folder = lines.get(at);
      int end = at + 1;
      if (isFolder(folder)) {
        while (end < lines.size() && isName(lines.get(end))) {
          end++;
        }
      }
      out.append(at == 0 ? "" : "\n");
      if (end - at <= FEWEST) {
        out.append(folder);
        at++;
        continue;
      }
      for (int i = at + 1; i < end; i++) {
        String line = lines.get(i).substring(1);
        int own = lead(line);
        out.append(i == at + 1 ? "" : "\n").append(line, 0, own).append(folder);
        out.append(line, own, line.length());
      }
      at = end;
    }
    return out.toString();
  }

  private static boolean isFolder(String line) {
    return line.length() >= SHORTEST && folder(line + "x", 0) == line.length();
  }

  private static boolean isName(String line) {
    if (!line.startsWith(" ")) {
      return false;
    }
    String rest = line.substring(1);
    int own = lead(rest);
    return own < rest.length() && folder("/" + rest.substring(own), 0) == 1;
  }

  private static String group(String text, int fewest) {
    List<String> lines = LineNumberGutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      String first = lines.get(at);
      int lead = lead(first);
      int folder = folder(first, lead);
      int end = at + 1;
      while (folder > lead && end < lines.size() && isSibling(first, lines.get(end), folder)) {
        end++;
      }
      if (folder - lead >= SHORTEST && end - at >= fewest) {
        out.append(at == 0 ? "" : "\n").append(first, lead, folder);
        for (; at < end; at++) {
          String line = lines.get(at);
          int own = lead(line);
          out.append("\n ").append(line, 0, own);
          out.append(line, folder(line, own), line.length());
        }
      } else {
        for (; at < end; at++) {
          out.append(at == 0 ? "" : "\n").append(lines.get(at));
        }
      }
    }
    return out.toString();
  }

  /** The length of a size or count before a path, with the blanks after it ({@code du}, wc). */
  private static int lead(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    int from = at;
    while (at < line.length() && (Character.isDigit(line.charAt(at)) || line.charAt(at) == '.')) {
      at++;
    }
    if (at > from && at < line.length() && "KMGTkB".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    int end = at;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return at > from && end > at ? end : 0;
  }

  /**
   * Returns where the folder's name ends with its slash, {@code from} where no path of a file
   * appears there.
   */
  private static int folder(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean windows = c == ':' && i == from + 1;
      if (c <= ' ' || ("\"'<>|*?()[]{}=,;:".indexOf(c) >= 0 && !windows)) {
        return from;
      }
    }
    int slash = Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\'));
    return slash >= from && slash < line.length() - 1 ? slash + 1 : from;
  }

  private static boolean isSibling(String first, String line, int folder) {
    int own = lead(line);
    int lead = lead(first);
    int length = folder - lead;
    return (own == 0) == (lead == 0)
        && folder(line, own) == own + length
        && line.startsWith(first.substring(lead, folder), own);
  }
}
