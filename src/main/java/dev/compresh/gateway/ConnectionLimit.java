package dev.compresh.gateway;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the connections of clients, in all and by address. Loopback has no limit of its own: what
 * comes from there is a proxy on this machine, behind which there are many. Thread-safe.
 */
public final class ConnectionLimit {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);

  private final int most;
  private final int mostPerAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();
  private final AtomicLong logged = new AtomicLong(System.nanoTime() - TimeUnit.SECONDS.toNanos(2));

  /**
   * @param most connections in all, 0 for any number
   * @param mostPerAddress connections of one address, 0 for any number
   */
  public ConnectionLimit(int most, int mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** Counts a connection from {@code address}; false, uncounted, where there are too many. */
  boolean open(String address, boolean isLoopback) {
    if (open.incrementAndGet() > most && most > 0) {
      open.decrementAndGet();
      refuse(address, "in total", most);
      return false;
    }
    if (mostPerAddress == 0 || isLoopback) {
      return true;
    }
    if (byAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
      close(address, false);
      refuse(address, "from one address", mostPerAddress);
      return false;
    }
    return true;
  }

  /** One line a second at most: whoever opens connections is not to fill the disk with lines. */
  private void refuse(String address, String which, int bound) {
    refused.increment();
    long now = System.nanoTime();
    long last = logged.get();
    if (now - last > TimeUnit.SECONDS.toNanos(1) && logged.compareAndSet(last, now)) {
      LOG.warn(
          "refused a connection from {}: the limit is {} open connections {} ({} refused so far)",
          address,
          bound,
          which,
          refused.sum());
    }
  }

  /** A connection that was counted is closed. */
  void close(String address, boolean isLoopback) {
    open.decrementAndGet();
    if (mostPerAddress > 0 && !isLoopback) {
      byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Connections at most, 0 for any number. */
  public int most() {
    return most;
  }

  /** Connections that were refused, since the start. */
  public long refused() {
    return refused.sum();
  }
}
