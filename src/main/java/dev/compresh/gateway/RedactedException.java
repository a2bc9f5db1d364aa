package dev.compresh.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A fault as a log may show it: its class and where it came about, without its message, which may
 * quote the prompt.
 */
final class RedactedException extends Exception {
  private static final long serialVersionUID = 1;

  /** Causes reported; a chain that is longer, or bites its tail, ends there. */
  private static final int CAUSES = 8;

  private RedactedException(Throwable fault, @Nullable RedactedException cause) {
    super(fault.getClass().getName(), cause, false, true);
    setStackTrace(fault.getStackTrace());
  }

  static RedactedException of(Throwable fault) {
    return of(fault, CAUSES);
  }

  private static RedactedException of(Throwable fault, int left) {
    Throwable cause = left == 0 ? null : fault.getCause();
    return new RedactedException(fault, cause == null ? null : of(cause, left - 1));
  }
}
