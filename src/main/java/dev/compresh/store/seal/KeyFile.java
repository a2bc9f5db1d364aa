package dev.compresh.store.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with the master key, in base64. Made where it is missing, for its owner's eyes only. */
public final class KeyFile {
  private static final int LARGEST = 1_024;

  private KeyFile() {}

  /**
   * The key in {@code file}, which is made where there is none.
   *
   * @param data the folder of data, in which the key must not lie: who copies the data would have
   *     the key with it
   */
  public static MasterKey open(Path file, Path data) throws KeyFault {
    Path at = file.toAbsolutePath().normalize();
    if (at.startsWith(data.toAbsolutePath().normalize())) {
      throw new KeyFault(
          "The master key file "
              + at
              + " is inside the data folder. Choose another path with security.key-file"
              + " (COMPRESH_KEY_FILE), or set the key in COMPRESH_MASTER_KEY.");
    }
    try {
      if (!Files.exists(at)) {
        make(at);
      }
      return read(at);
    } catch (IOException e) {
      throw new KeyFault(
          "The master key file "
              + at
              + " can't be read or created ("
              + e.getClass().getSimpleName()
              + "). Choose another path with security.key-file (COMPRESH_KEY_FILE), or set the key in"
              + " COMPRESH_MASTER_KEY.");
    }
  }

  /**
   * The key that is to come after the one in {@code file}; made next to it where it is not there
   * yet, so that a change that was broken off goes on with the same.
   */
  static MasterKey next(Path file) throws KeyFault {
    Path next = sibling(file, ".next");
    try {
      if (!Files.exists(next)) {
        make(next);
      }
      return read(next);
    } catch (IOException e) {
      throw new KeyFault(
          "The new master key can't be written next to the old one, to "
              + next
              + " ("
              + e.getClass().getSimpleName()
              + "). Give this user write permission there.");
    }
  }

  /** Puts the next key in the place of the old one; returns where the old one is kept. */
  static Path replace(Path file) throws KeyFault {
    Path old = sibling(file, ".old");
    try {
      // Copied, not moved: at no time is there no key.
      Files.deleteIfExists(old);
      Files.copy(file, old, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(
          sibling(file, ".next"),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return old;
    } catch (IOException e) {
      throw new KeyFault(
          "All values are encrypted with the new key, but its file can't be moved to "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + "). Run this command again.");
    }
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static MasterKey read(Path file) throws IOException, KeyFault {
    if (posix(file)
        && Files.getPosixFilePermissions(file).stream()
            .anyMatch(
                p ->
                    p == PosixFilePermission.OTHERS_READ
                        || p == PosixFilePermission.OTHERS_WRITE)) {
      throw new KeyFault(
          "The master key file " + file + " can be read by other users. Run chmod 600 on it.");
    }
    if (Files.size(file) > LARGEST) {
      throw new KeyFault("The master key file " + file + " is too large for a master key.");
    }
    return MasterKey.of(
        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1),
        "The master key file " + file);
  }

  /** Written next to its place first, so that a crash leaves no half a key. */
  private static void make(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("no folder");
    }
    Files.createDirectories(folder, attributes(folder, "rwx------"));
    Path fresh = Files.createTempFile(folder, "master", ".new", attributes(folder, "rw-------"));
    try {
      Files.writeString(fresh, MasterKey.random().base64() + "\n", StandardCharsets.US_ASCII);
      publish(fresh, file);
    } catch (FileAlreadyExistsException e) {
      // another process was faster: its key counts
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** A link fails where the file is there; a move may replace what came in between. */
  private static void publish(Path fresh, Path file) throws IOException {
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(fresh, file); // a file system without links
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path path, String rights) {
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(rights);
    return posix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)}
        : new FileAttribute<?>[0];
  }
}
