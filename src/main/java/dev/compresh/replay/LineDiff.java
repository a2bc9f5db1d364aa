package dev.compresh.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two texts line by line, side by side, by a longest common subsequence of their lines. Where the
 * texts are too long for that, all between their common beginning and end counts as changed.
 */
final class LineDiff {
  /** Bound of lines × lines, and so of time and memory: 16 MB. */
  private static final long CELLS = 4_000_000;

  private final List<DiffRow> rows = new ArrayList<>();
  private final String[] left;
  private final String[] right;

  /** A line on each side, null where it has none. */
  record DiffRow(@Nullable String left, @Nullable String right) {
    boolean same() {
      return left != null && left.equals(right);
    }
  }

  private LineDiff(String[] left, String[] right) {
    this.left = left;
    this.right = right;
  }

  static List<DiffRow> diff(String left, String right) {
    LineDiff diff = new LineDiff(lines(left), lines(right));
    diff.compare();
    return diff.rows;
  }

  private static String[] lines(String text) {
    return text.isEmpty() ? new String[0] : text.split("\n", -1);
  }

  private void compare() {
    int start = 0;
    int leftEnd = left.length;
    int rightEnd = right.length;
    while (start < leftEnd && start < rightEnd && left[start].equals(right[start])) {
      start++;
    }
    while (leftEnd > start && rightEnd > start && left[leftEnd - 1].equals(right[rightEnd - 1])) {
      leftEnd--;
      rightEnd--;
    }
    alike(0, start);
    if ((long) (leftEnd - start) * (rightEnd - start) > CELLS) {
      changed(start, leftEnd, start, rightEnd);
    } else {
      diffRange(start, leftEnd, rightEnd);
    }
    alike(leftEnd, left.length);
  }

  private void diffRange(int start, int leftEnd, int rightEnd) {
    int[][] common = new int[leftEnd - start + 1][rightEnd - start + 1];
    for (int i = leftEnd - 1; i >= start; i--) {
      for (int j = rightEnd - 1; j >= start; j--) {
        common[i - start][j - start] =
            left[i].equals(right[j])
                ? common[i - start + 1][j - start + 1] + 1
                : Math.max(common[i - start + 1][j - start], common[i - start][j - start + 1]);
      }
    }
    int i = start;
    int j = start;
    int leftFrom = start;
    int rightFrom = start;
    while (i < leftEnd && j < rightEnd) {
      if (left[i].equals(right[j])) {
        changed(leftFrom, i, rightFrom, j);
        alike(i, i + 1);
        leftFrom = ++i;
        rightFrom = ++j;
      } else if (common[i - start + 1][j - start] >= common[i - start][j - start + 1]) {
        i++;
      } else {
        j++;
      }
    }
    changed(leftFrom, leftEnd, rightFrom, rightEnd);
  }

  private void alike(int from, int to) {
    for (int i = from; i < to; i++) {
      rows.add(new DiffRow(left[i], left[i]));
    }
  }

  private void changed(int leftFrom, int leftTo, int rightFrom, int rightTo) {
    int count = Math.max(leftTo - leftFrom, rightTo - rightFrom);
    for (int k = 0; k < count; k++) {
      rows.add(
          new DiffRow(
              leftFrom + k < leftTo ? left[leftFrom + k] : null,
              rightFrom + k < rightTo ? right[rightFrom + k] : null));
    }
  }
}
