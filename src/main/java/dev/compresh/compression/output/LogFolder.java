package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Logs: of many lines that differ only in numbers, names in quotes and paths, the first and the
 * last stay, and a count of those between. Lines of their own kind stay, and so do errors.
 */
final class LogFolder {
  /** So many lines of a kind are a log. */
  private static final int MANY = 6;

  /** Of these, so many stay at the start and at the end. */
  private static final int FIRST = 2;

  private static final int LAST = 1;

  /** Shorter kinds say nothing: brackets, rules and blanks. */
  private static final int SHORTEST = 5;

  /** A time and a level stand at a line's start. */
  private static final int HEAD = 80;

  private static final List<String> LEVELS =
      List.of(
          "INFO",
          "DEBUG",
          "TRACE",
          "WARN",
          "NOTICE",
          "[info]",
          "[debug]",
          "[warn]",
          "level=",
          "\"level\":",
          "\"severity\":");

  private final ElisionMarkers elisionMarkers;
  private final LineElision lineElision;

  LogFolder(ElisionMarkers elisionMarkers) {
    this.elisionMarkers = elisionMarkers;
    this.lineElision = new LineElision(elisionMarkers, lines -> lines + " more like these");
  }

  /** All lines that are alike. */
  String fold(String text) {
    return fold(text, line -> true);
  }

  /** Lines with a time or a level alone: what else a program prints may be what it was run for. */
  String foldLogs(String text) {
    return fold(text, LogFolder::logged);
  }

  private static boolean logged(String line) {
    int end = Math.min(line.length(), HEAD);
    for (int i = 2; i + 2 < end; i++) {
      if (line.charAt(i) == ':'
          && Character.isDigit(line.charAt(i - 1))
          && Character.isDigit(line.charAt(i - 2))
          && Character.isDigit(line.charAt(i + 1))
          && Character.isDigit(line.charAt(i + 2))) {
        return true;
      }
    }
    String head = line.substring(0, end);
    return LEVELS.stream().anyMatch(head::contains);
  }

  private String fold(String text, Predicate<String> may) {
    List<String> lines = LineNumberGutter.lines(text);
    if (lines.size() < MANY) {
      return text;
    }
    Map<String, List<Integer>> kinds = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      kinds.computeIfAbsent(LogTemplate.render(lines.get(i)), k -> new ArrayList<>()).add(i);
    }
    boolean[] gone = new boolean[lines.size()];
    kinds.forEach(
        (kind, places) -> {
          if (places.size() >= MANY && kind.length() >= SHORTEST) {
            for (int place : places.subList(FIRST, places.size() - LAST)) {
              String line = lines.get(place);
              gone[place] =
                  may.test(line)
                      && !ErrorLineDetector.isErrorLine(line)
                      && !elisionMarkers.is(line);
            }
          }
        });
    return lineElision.print(lines, gone);
  }
}
