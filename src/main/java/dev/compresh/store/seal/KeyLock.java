package dev.compresh.store.seal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps programs that seal (shared) and the change of the master key (exclusive) apart. The system
 * lets it go when its process ends, however that is.
 */
public final class KeyLock implements AutoCloseable {
  private static final String FILE = "master-key.lock";

  private final FileChannel channel;
  private final @Nullable FileLock lock;

  private KeyLock(FileChannel channel, @Nullable FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * For a program that seals.
   *
   * @param folder the folder of data
   * @throws KeyFault while the key is being changed
   */
  public static KeyLock shared(Path folder) throws KeyFault {
    KeyLock lock = lock(folder, true);
    if (lock == null) {
      throw new KeyFault("The master key is being rotated. Try again when that is finished.");
    }
    return lock;
  }

  /** For its change; null while a program seals. */
  static @Nullable KeyLock exclusive(Path folder) throws KeyFault {
    return lock(folder, false);
  }

  private static @Nullable KeyLock lock(Path folder, boolean shared) throws KeyFault {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      if (lock == null) {
        channel.close();
        return null;
      }
      return new KeyLock(channel, lock);
    } catch (OverlappingFileLockException e) {
      // This very process has it: among those that seal that is enough.
      return shared && channel != null ? new KeyLock(channel, null) : null;
    } catch (IOException e) {
      throw new KeyFault(
          "Can't lock the folder "
              + folder
              + " ("
              + e.getClass().getSimpleName()
              + "). Give this user write permission there.");
    }
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.release();
      }
      channel.close();
    } catch (IOException e) {
      // The system lets it go with the process.
      return;
    }
  }
}
