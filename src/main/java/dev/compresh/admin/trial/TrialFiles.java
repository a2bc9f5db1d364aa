package dev.compresh.admin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The files in what was dropped: a file, a gzipped one, or an archive (.zip, .tar, .tar.gz). */
final class TrialFiles {
  private static final int MOST_FILES = 20_000;

  private final String name;
  private final byte[] content;
  private final FileLimits limits;
  private long unpacked;
  private int files;

  /**
   * Bounds against archives that are made to fill memory.
   *
   * @param file bytes of one file
   * @param all bytes of all files
   */
  record FileLimits(long file, long all) {}

  /** Takes files. */
  interface FileVisitor {
    /**
     * Takes one.
     *
     * @param from bytes of what was dropped that were read before it
     * @param to the same after it
     */
    void visit(String name, byte[] bytes, long from, long to) throws IOException;
  }

  /** Thrown when more was dropped than can be read; the message says so. */
  static final class TooMuchException extends IOException {
    TooMuchException(String message) {
      super(message);
    }
  }

  /** Counts what is read of the bytes that were dropped. */
  private static final class CountedInput extends FilterInputStream {
    private long count;

    CountedInput(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  TrialFiles(String name, byte[] content, FileLimits limits) {
    this.name = name;
    this.content = content;
    this.limits = limits;
  }

  /**
   * Visits each of them.
   *
   * @throws TooMuchException where there is more in it than is read
   * @throws IOException where an archive is broken
   */
  void visit(FileVisitor visitor) throws IOException {
    if (startsWith(content, 'P', 'K', 3, 4)) {
      zip(visitor);
    } else if (startsWith(content, 0x1f, 0x8b)) {
      CountedInput in = new CountedInput(content);
      try (GZIPInputStream plain = new GZIPInputStream(in, 64 << 10)) {
        byte[] first = plain.readNBytes(TarReader.BLOCK);
        if (TarReader.isHeader(first)) {
          tar(new TarReader(first, plain), in, visitor);
        } else {
          byte[] rest = take(plain, first.length);
          byte[] all = java.util.Arrays.copyOf(first, first.length + rest.length);
          System.arraycopy(rest, 0, all, first.length, rest.length);
          visitor.visit(name.replaceFirst("\\.gz$", ""), all, 0, content.length);
        }
      }
    } else if (content.length >= TarReader.BLOCK
        && TarReader.isHeader(java.util.Arrays.copyOf(content, TarReader.BLOCK))) {
      CountedInput in = new CountedInput(content);
      tar(new TarReader(in.readNBytes(TarReader.BLOCK), in), in, visitor);
    } else {
      if (content.length > limits.file()) {
        throw tooLarge();
      }
      visitor.visit(name, content, 0, content.length);
    }
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private void zip(FileVisitor visitor) throws IOException {
    CountedInput in = new CountedInput(content);
    try (ZipInputStream zip = new ZipInputStream(in, UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          visit(entry.getName(), zip, in, visitor);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ZipException("a name that is not UTF-8");
    }
  }

  private void tar(TarReader tar, CountedInput in, FileVisitor visitor) throws IOException {
    for (String entry = tar.next(); entry != null; entry = tar.next()) {
      visit(entry, tar.content(), in, visitor);
    }
  }

  private void visit(String entry, InputStream from, CountedInput in, FileVisitor visitor)
      throws IOException {
    if (++files > MOST_FILES) {
      throw new TooMuchException("The archive holds more than " + MOST_FILES + " files.");
    }
    if (isHidden(entry)) {
      return;
    }
    long before = in.count;
    byte[] bytes = take(from, 0);
    if (bytes.length > 0) {
      visitor.visit(entry, bytes, before, Math.max(before, in.count));
    }
  }

  /** Returns what desktops put next to people's files. */
  private static boolean isHidden(String entry) {
    String file = entry.substring(entry.lastIndexOf('/') + 1);
    return file.startsWith(".") || entry.startsWith("__MACOSX/");
  }

  private byte[] take(InputStream from, int had) throws IOException {
    int most = (int) Math.min(limits.file(), Integer.MAX_VALUE - 64);
    byte[] bytes = from.readNBytes(most + 1);
    unpacked += had + bytes.length;
    if (bytes.length > most) {
      throw tooLarge();
    }
    if (unpacked > limits.all()) {
      throw new TooMuchException(
          "The files are larger than " + (limits.all() >> 20) + " MiB together, unpacked.");
    }
    return bytes;
  }

  private TooMuchException tooLarge() {
    return new TooMuchException("A file is larger than " + (limits.file() >> 20) + " MiB.");
  }
}
