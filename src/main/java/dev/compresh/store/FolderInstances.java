package dev.compresh.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the processes that share a folder of data apart, and the living from the dead: each holds a
 * lock on a file of its own, which the system lets go when it ends, however it ends.
 */
public final class FolderInstances implements InstanceRegistry {
  /** A process without a file here, as on another machine, is dead when unseen for so long. */
  private static final Duration ELSEWHERE = Duration.ofMinutes(1);

  private final Path folder;
  private final String id = UUID.randomUUID().toString();
  private @Nullable FileChannel held;

  public FolderInstances(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized String id() {
    if (held == null) {
      try {
        Path file = file(id);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.lock();
        held = channel;
      } catch (IOException e) {
        throw new StoreException("The data folder can't be locked.", new UncheckedIOException(e));
      }
    }
    return id;
  }

  @Override
  public boolean isAlive(String other, Duration unseen) {
    if (other.equals(id)) {
      return true;
    }
    Path file = file(other);
    if (!Files.exists(file)) {
      return unseen.compareTo(ELSEWHERE) < 0;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return true;
      }
      Files.deleteIfExists(file);
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return unseen.compareTo(ELSEWHERE) < 0;
    }
  }

  /** Its lock holds for as long as it lives. */
  @Override
  public Duration lendingTime() {
    return Duration.ofSeconds(Long.MAX_VALUE);
  }

  private Path file(String of) {
    return folder.resolve("instance-" + of + ".lock");
  }

  @Override
  public synchronized void close() {
    FileChannel channel = held;
    held = null;
    if (channel != null) {
      try {
        Files.deleteIfExists(file(id));
        channel.close();
      } catch (IOException e) {
        throw new StoreException("A lock was not released.", e);
      }
    }
  }
}
