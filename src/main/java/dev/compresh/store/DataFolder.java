package dev.compresh.store;

import dev.compresh.store.OpenException.OpenFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** The folder of data: made for its owner alone (0700, files 0600). */
final class DataFolder {
  private DataFolder() {}

  /** Makes {@code folder} where it is missing, and checks that it can be written. */
  static void prepare(Path folder) throws OpenException {
    try {
      Files.createDirectories(folder, only(folder, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      throw new OpenException(
          OpenFailure.NO_FOLDER,
          "The data folder " + folder + " is a file. Choose a folder (COMPRESH_DATA or --data).",
          e);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw unwritable(folder, null);
    }
  }

  /** Makes an empty file that only its owner may read, where there is none yet. */
  static void file(Path file) throws OpenException {
    try {
      Files.createFile(file, only(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier start; its permissions are the operator's.
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static OpenException unwritable(
      Path path, @org.jspecify.annotations.Nullable IOException e) {
    String said = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : "";
    if (said.toLowerCase(Locale.ROOT).contains("no space")) {
      return new OpenException(
          OpenFailure.FULL,
          "No space left for " + path + ". Free some space, then start again.",
          e);
    }
    return new OpenException(
        Files.isDirectory(path) ? OpenFailure.READ_ONLY : OpenFailure.NO_FOLDER,
        "The data folder can't be written: "
            + path
            + (said.isEmpty() ? "" : " (" + said + ")")
            + ". Give the user that runs Compresh write permission, or choose another folder"
            + " (COMPRESH_DATA or --data).",
        e);
  }
}
