package dev.compresh.compression.dedup;

/**
 * A result that was forwarded.
 *
 * @param message index of the message
 * @param hashes a hash for each line; {@link LineHash#NONE} where a marker appears
 */
record ForwardedResult(int message, ResultName name, ForwardedText text, long[] hashes) {

  int size() {
    return hashes.length;
  }
}
