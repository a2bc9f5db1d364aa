package dev.compresh.config;

/**
 * The place where a value was written.
 *
 * @param source a file, an environment variable or a flag
 * @param line line in the file, from 1; 0 where the source has no lines
 */
public record SourceLocation(String source, int line) {
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
