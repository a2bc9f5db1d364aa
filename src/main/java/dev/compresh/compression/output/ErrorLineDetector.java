package dev.compresh.compression.output;

import java.util.List;
import java.util.Locale;

/** Lines that say that something went wrong, in the words of common tools. */
public final class ErrorLineDetector {
  private static final List<String> SIGNS =
      List.of(
          "error",
          "exception",
          "fail",
          "fatal",
          "panic",
          "traceback",
          "assert",
          "abort",
          "segmentation",
          "undefined",
          "unresolved",
          "cannot ",
          "can't ",
          "could not",
          "not found",
          "no such",
          "denied",
          "refused",
          "timed out",
          "timeout",
          "expected",
          "actual",
          "killed",
          "unable to",
          "mismatch",
          "invalid",
          "✗",
          "✘",
          "●");

  private ErrorLineDetector() {}

  public static boolean isErrorLine(String line) {
    String low = line.toLowerCase(Locale.ROOT);
    return low.startsWith("e  ") || low.startsWith("> ") || SIGNS.stream().anyMatch(low::contains);
  }
}
