package dev.compresh.proxy.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Buffers an upload on disk that is too large for memory while its model is not known yet: written
 * once, read once. Encrypted under a key that is nowhere but in memory, and without a name in its
 * folder, so that nothing can be read of it after the process's end. One thread at a time.
 */
final class SpoolFile implements AutoCloseable {
  private static final int KEY = 32;
  private static final int BLOCK = 16;

  private final FileChannel file;
  private final byte[] key = new byte[KEY];
  private Cipher cipher;
  private byte[] coded = new byte[0];
  private boolean reading;

  private SpoolFile(FileChannel file) {
    this.file = file;
    new SecureRandom().nextBytes(key);
    this.cipher = cipher();
  }

  /** A new one in {@code folder}, which is made where it is missing. */
  static SpoolFile create(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path path =
        Files.createTempFile(
            folder,
            "upload",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      return new SpoolFile(
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } finally {
      Files.delete(path);
    }
  }

  /** From its beginning: the key is used for this file alone, so its counter may start at zero. */
  private Cipher cipher() {
    try {
      Cipher made = Cipher.getInstance("AES/CTR/NoPadding");
      made.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES/CTR", e);
    }
  }

  void write(byte[] bytes, int count) throws IOException {
    int made = code(bytes, count);
    ByteBuffer out = ByteBuffer.wrap(coded, 0, made);
    while (out.hasRemaining()) {
      file.write(out);
    }
  }

  /** Reads on from the beginning, after all was written; -1 at the end. */
  int read(byte[] into) throws IOException {
    if (!reading) {
      reading = true;
      file.position(0);
      cipher = cipher();
    }
    int count = file.read(ByteBuffer.wrap(into));
    if (count > 0) {
      int made = code(into, count);
      System.arraycopy(coded, 0, into, 0, made);
    }
    return count;
  }

  private int code(byte[] bytes, int count) {
    if (coded.length < count) {
      coded = new byte[count];
    }
    try {
      return cipher.update(bytes, 0, count, coded, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("a stream cipher gives as much as it takes", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
