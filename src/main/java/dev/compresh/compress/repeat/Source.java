package dev.compresh.compress.repeat;

/**
 * Where lines stand in what was forwarded: a tool's result, or the argument of a call.
 *
 * @param message index of the message
 * @param label how a reader finds it, such as {@code Read App.java}
 * @param hashes a hash for each line; {@link LineHash#NONE} where the line does not stand there
 * @param numbers the number under which each line is known there, -1 where it has none
 */
record Source(int message, String label, long[] hashes, int[] numbers) {

  int size() {
    return hashes.length;
  }
}
