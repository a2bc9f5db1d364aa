package dev.compresh.compress.repeat;

/**
 * Lines of a new text that stand elsewhere.
 *
 * @param from first line in the new text
 * @param size lines
 * @param label where they stand
 * @param first number of the first and
 * @param last of the last line there; -1 where they are the last lines there and have no numbers, 0
 *     where nothing names them
 * @param whole whether that is the whole of what stands there
 */
public record Run(int from, int size, String label, int first, int last, boolean whole) {
  /** The label of lines that stand earlier in the same text. */
  public static final String HERE = "";

  public int end() {
    return from + size;
  }

  /** Whether a reference can say where they stand. */
  boolean named() {
    return whole || first != 0;
  }
}
