package dev.compresh.gateway;

/** Takes the times of a forwarded request, all in {@link System#nanoTime}'s nanoseconds. */
final class RelayTimes {
  private final HttpExchange httpExchange;
  private final long received;
  private long startedAt;
  private long connectNanos;
  private long overhead = -1;
  private long firstByteAt;

  RelayTimes(HttpExchange httpExchange) {
    this.httpExchange = httpExchange;
    this.received = httpExchange.head().received();
  }

  /** Notes that the first attempt begins. */
  void start() {
    startedAt = System.nanoTime();
  }

  /** Forgets what was measured of the attempt before. */
  void ask() {
    overhead = -1;
    firstByteAt = 0;
  }

  void connected(long now) {
    connectNanos = now - startedAt;
  }

  /**
   * Notes that the request is out.
   *
   * @param isUpload whether it took its client's time
   */
  void sent(long now, boolean isUpload) {
    long until = isUpload ? startedAt + connectNanos : now;
    overhead = Math.max(0, until - received - httpExchange.waited() - connectNanos);
  }

  void firstByte(long now) {
    firstByteAt = now;
  }

  /** The start of the first attempt. */
  long startedAt() {
    return startedAt;
  }

  /** Time that Compresh added itself, -1 where nothing was sent. */
  long overhead() {
    return overhead;
  }

  /** From the request's reception to the provider's first byte, -1 where none came. */
  long firstByteNanos() {
    return firstByteAt == 0 ? -1 : firstByteAt - received;
  }

  /** The same time in whole milliseconds, as the header shows it. */
  String overheadMillis() {
    long nanos =
        overhead >= 0
            ? overhead
            : System.nanoTime() - received - httpExchange.waited() - connectNanos;
    return Long.toString((Math.max(0, nanos) + 500_000) / 1_000_000);
  }
}
