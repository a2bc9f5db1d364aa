package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpRequestHead;

/**
 * The way that a client's request came: pace of reading, how it is answered, and how it is closed.
 */
interface ClientSocket {
  /** The peer's address, empty where unknown. */
  String remote();

  /** Returns whether it takes more without letting it wait in memory. */
  boolean isWritable();

  boolean isOpen();

  boolean isReading();

  void setReading(boolean reading);

  /** Tells the client to send its body. */
  void goOn();

  /**
   * Returns what an answer is written with.
   *
   * @param keepAlive whether the connection may live on after this answer
   */
  AnswerWriter writer(HttpRequestHead head, boolean keepAlive);

  /** Sends what was written. */
  void flush();

  void close();

  /**
   * Closes once all is sent.
   *
   * @param allRead whether nothing more comes from the client; where it does, it is read for a
   *     while, so that a reset does not take the answer away
   */
  void closeGently(boolean allRead, Runnable whenSent);

  /**
   * Sends what was written and closes.
   *
   * @param byReset whether an orderly end would look like the end of a whole answer
   */
  void breakOff(boolean byReset);
}
