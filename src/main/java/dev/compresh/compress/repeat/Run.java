package dev.compresh.compress.repeat;

/**
 * Lines of a new text that stand elsewhere.
 *
 * @param from first line in the new text
 * @param size lines
 * @param label where they stand
 * @param first number of the first and
 * @param last of the last line there
 * @param whole whether that is the whole of what stands there
 */
public record Run(int from, int size, String label, int first, int last, boolean whole) {
  public int end() {
    return from + size;
  }
}
