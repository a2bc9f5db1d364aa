package dev.compresh.cli.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and writes files that hold a key: for their owner alone, whole or not at all. */
final class PrivateFile {
  private static final int MOST_BYTES = 4 << 20;

  private PrivateFile() {}

  /** The text; null where there is no such file. */
  static @Nullable String read(Path file) throws IOException, DamagedFile {
    if (!Files.exists(file)) {
      return null;
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new DamagedFile("it is larger than 4 MiB");
    }
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw new DamagedFile("it is not UTF-8 text");
    }
    return text;
  }

  /** Replaces the file's text; a link stays, and what it points to is replaced. */
  static void write(Path file, String text) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + " has no folder");
    }
    Files.createDirectories(folder);
    Path fresh =
        Files.createTempFile(
            folder,
            "." + target.getFileName(),
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, text);
      Files.move(
          fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
