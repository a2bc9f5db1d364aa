package dev.compresh.compression.dedup;

import org.jspecify.annotations.Nullable;

/**
 * Lines of a new text that stand further up.
 *
 * @param from first line in the new text
 * @param size lines
 * @param where the result that holds them, null where they stand in the same text
 * @param words what a reference to them says
 */
public record RepeatedRun(int from, int size, @Nullable ResultName where, String words) {

  public int end() {
    return from + size;
  }
}
