package dev.compresh.session.sent;

import dev.compresh.session.SessionKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps what was sent, per session. Several instances may share it. Thread-safe. */
public interface SentLedger extends AutoCloseable {

  /**
   * Returns all entries of the session, oldest first, those that are not durable yet at the end.
   * May block on the store. A store that is down, or entries under another key, cost entries that
   * are not in memory; never throws.
   *
   * @param fresh whether to look for entries that other instances have written since; without, a
   *     session that is in memory is answered from there
   */
  List<SentSegment> entries(SessionKey session, boolean fresh);

  /**
   * Adds an entry. {@link #entries} of this instance shows it at once, unless it is beyond a limit.
   * Never blocks.
   *
   * @param content at most {@link SentLimits#entryBytes}; nobody changes it from now on
   * @return completes once the entry is durable; exceptionally where it could not be written (it
   *     stays visible here, and writing is tried again) or is beyond a limit. What depends on it
   *     must be short
   */
  CompletableFuture<Void> append(SessionKey session, byte[] content);

  /** Returns how many entries could not be written or read when that was first tried. */
  long failures();

  /** Returns how many entries were refused because they were beyond a limit. */
  long refused();

  /** Writes what is left. The store must still be open. */
  @Override
  void close();
}
