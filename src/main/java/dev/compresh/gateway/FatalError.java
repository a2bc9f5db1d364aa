package dev.compresh.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process where nothing that it does can be relied on any more: what an OutOfMemoryError
 * has interrupted is in no known state. Who started the process starts it again.
 */
public final class FatalError {
  /** The exit code, which is that of the JVM's own {@code -XX:+ExitOnOutOfMemoryError}. */
  public static final int OUT_OF_MEMORY = 3;

  private static final int MOST_CAUSES = 10;

  private static final Logger LOG = LoggerFactory.getLogger(FatalError.class);

  private FatalError() {}

  /** Ends the process where {@code fault} is of that kind, or one of its causes is. */
  public static void check(Throwable fault) {
    Throwable at = fault;
    for (int i = 0; at != null && i < MOST_CAUSES; i++) {
      if (at instanceof OutOfMemoryError error) {
        end(error);
      }
      at = at.getCause();
    }
  }

  /** Ends the process at once: orderly ends need memory as well. */
  public static void end(OutOfMemoryError error) {
    try {
      LOG.error("The program is out of memory ({}) and exits.", error.getMessage());
    } finally {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    }
  }
}
