package dev.compresh.proxy;

import java.nio.file.Path;

/**
 * The limits of forms with files.
 *
 * @param maxFile bound of a form's files, in bytes
 * @param folder where a form waits, encrypted, that is too large for memory
 */
public record UploadLimits(long maxFile, Path folder) {
  /** What a form may have besides its files: fields and boundaries. */
  private static final long FIELDS = 256 * 1024;

  /** Bound of a whole form, in bytes. */
  long maxForm() {
    return maxFile + FIELDS;
  }
}
