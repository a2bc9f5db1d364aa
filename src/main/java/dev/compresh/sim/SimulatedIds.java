package dev.compresh.sim;

import java.util.concurrent.atomic.AtomicLong;

/** Ids that look like the providers' and never come twice in one process. */
final class SimulatedIds {
  private final AtomicLong last = new AtomicLong();

  String next(String prefix) {
    // a bijection of the counter, so that ids don't look alike
    long mixed = last.incrementAndGet() * 0x9E3779B97F4A7C15L;
    StringBuilder id = new StringBuilder(prefix.length() + 24).append(prefix);
    String hex = Long.toHexString(mixed);
    return id.append("0".repeat(24 - hex.length())).append(hex).toString();
  }
}
