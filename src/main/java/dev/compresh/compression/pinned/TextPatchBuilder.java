package dev.compresh.compression.pinned;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the lines of a changed text in its original, in one pass over both. */
final class TextPatchBuilder {
  /** Shorter lines are found only where they follow a line that was found. */
  private static final int LEAST_LINE = 12;

  /** Fewer characters at the end of a line are not worth a copy of their own. */
  private static final int LEAST_SUFFIX = 6;

  private final String original;

  /** Offset of the first line of each text, where it is long enough to be looked for. */
  private final Map<String, Integer> lines = new HashMap<>();

  private final List<TextPatch.PatchPiece> pieces = new ArrayList<>();
  private final StringBuilder inserted = new StringBuilder();
  private int copyFrom;
  private int copyEnd = -1;

  TextPatchBuilder(String original) {
    this.original = original;
    for (int at = 0; at < original.length(); at = lineEnd(original, at)) {
      int end = lineEnd(original, at);
      if (end - at >= LEAST_LINE) {
        lines.putIfAbsent(original.substring(at, end), at);
      }
    }
  }

  TextPatch build(String changed) {
    for (int at = 0; at < changed.length(); ) {
      int end = lineEnd(changed, at);
      add(changed.substring(at, end));
      at = end;
    }
    closeCopy();
    closeInsert();
    return new TextPatch(pieces);
  }

  private void add(String line) {
    int next = Math.max(copyEnd, 0);
    if (original.startsWith(line, next)) {
      copy(next, line.length());
      return;
    }
    Integer known = line.length() < LEAST_LINE ? null : lines.get(line);
    if (known != null) {
      copy(known, line.length());
      return;
    }
    // A line number that was taken off leaves the rest of the line.
    int end = next < original.length() ? lineEnd(original, next) : next;
    if (line.length() >= LEAST_SUFFIX
        && end - next > line.length()
        && original.startsWith(line, end - line.length())) {
      copy(end - line.length(), line.length());
      return;
    }
    insert(line);
  }

  private void copy(int from, int length) {
    closeInsert();
    if (copyEnd == from && copyEnd > copyFrom) {
      copyEnd += length;
      return;
    }
    closeCopy();
    copyFrom = from;
    copyEnd = from + length;
  }

  private void insert(String text) {
    int end = copyEnd;
    closeCopy();
    // The next line is looked for where this copy ended.
    copyFrom = Math.max(end, 0);
    copyEnd = copyFrom;
    inserted.append(text);
  }

  private void closeCopy() {
    if (copyEnd > copyFrom) {
      closeInsert();
      pieces.add(new TextPatch.CopiedText(copyFrom, copyEnd - copyFrom));
      copyFrom = copyEnd;
    }
  }

  private void closeInsert() {
    if (!inserted.isEmpty()) {
      pieces.add(new TextPatch.InsertedText(inserted.toString()));
      inserted.setLength(0);
    }
  }

  /** Offset behind the line feed of the line at {@code from}. */
  private static int lineEnd(String text, int from) {
    int feed = text.indexOf('\n', from);
    return feed < 0 ? text.length() : feed + 1;
  }
}
