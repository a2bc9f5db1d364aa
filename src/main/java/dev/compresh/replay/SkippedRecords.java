package dev.compresh.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts what was left out of a session file, and where that was first. */
final class SkippedRecords {
  private int broken;
  private int firstBroken;
  private String error = "";
  private int unknown;
  private int firstUnknown;

  /** Counts line {@code number}, which is not JSON. */
  void addBroken(int number, String reason) {
    if (broken++ == 0) {
      firstBroken = number;
      error = reason;
    }
  }

  /** Counts a record whose kind is not known. */
  void addUnknown(int number) {
    if (unknown++ == 0) {
      firstUnknown = number;
    }
  }

  /** All that was left out. */
  int count() {
    return broken + unknown;
  }

  boolean hasBroken() {
    return broken > 0;
  }

  /** The first broken line, and what is wrong with it. */
  String firstError() {
    return "line " + firstBroken + " is not valid JSON (" + error + ")";
  }

  /** A sentence for each kind of thing that was left out. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (broken > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              broken == 1
                  ? "skipped %,d line that is not valid JSON (line %d)"
                  : "skipped %,d lines that are not valid JSON (first: line %d)",
              broken,
              firstBroken));
    }
    if (unknown > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              unknown == 1
                  ? "skipped %,d record of an unknown kind (number %d)"
                  : "skipped %,d records of an unknown kind (first: number %d)",
              unknown,
              firstUnknown));
    }
    return remarks;
  }
}
