package dev.compresh.json;

/**
 * Bytes {@code [start, end)} of a body. The span of a string value includes its quotes.
 *
 * @param start offset of the first byte
 * @param end offset after the last byte
 */
public record ByteSpan(int start, int end) {
  public int length() {
    return end - start;
  }
}
