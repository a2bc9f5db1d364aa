package dev.compresh.app;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Divides the process's file descriptors: some are kept for the store, the log, health and
 * administration; of the others a client's connection takes two, its own and its provider's.
 *
 * @param most descriptors that the process may have
 * @param open descriptors that it has at the start
 */
record DescriptorBudget(long most, long open) {
  private static final int LEAST_RESERVED = 64;
  private static final int MOST_RESERVED = 4_096;
  private static final int LEAST_CLIENTS = 8;
  private static final int MOST_ADMIN = 256;

  /** That of this process; a generous one where the system tells nothing. */
  static DescriptorBudget current() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new DescriptorBudget(
            unix.getMaxFileDescriptorCount(), Math.max(0, unix.getOpenFileDescriptorCount()))
        : new DescriptorBudget(1 << 16, 0);
  }

  /** Descriptors that are open at present, -1 where the system does not tell. */
  static long openNow() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : -1;
  }

  /** Connections of clients at most. */
  int clients() {
    long left = (most - open - reserved()) / 2;
    return Math.clamp(left, LEAST_CLIENTS, 1_000_000);
  }

  /** Connections of the administration port at most. */
  int admin() {
    return Math.clamp(reserved() / 4, LEAST_CLIENTS, MOST_ADMIN);
  }

  private long reserved() {
    return Math.clamp(most / 8, LEAST_RESERVED, MOST_RESERVED);
  }
}
