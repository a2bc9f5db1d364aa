package dev.compresh.gateway;

/** An answer that is under way to a client for a while. Its client's event loop alone calls it. */
interface ClientAnswer {
  void start();

  /** The deadline has come that the answer set on the connection's timer. */
  void timedOut();

  /** The client has taken what waited for it. */
  void clientWritable();

  void clientLeft();

  /** The server stops. */
  void shutDown();
}
