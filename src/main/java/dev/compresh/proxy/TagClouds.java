package dev.compresh.proxy;

import dev.compresh.compression.topics.CloudBytes;
import dev.compresh.compression.topics.SessionCloud;
import dev.compresh.dialect.Prompt;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionState;
import dev.compresh.session.Sessions;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sessions' tag clouds up to date, on a thread of its own: no request waits for it. Where
 * it can't keep up, requests are passed over; the next one of a session brings their words along.
 */
public final class TagClouds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TagClouds.class);

  /** Few, since each holds its whole prompt. */
  private static final int WAITING = 64;

  private sealed interface CloudTask {}

  private record CloudNote(SessionKey session, Prompt prompt) implements CloudTask {}

  private record CloudEnd() implements CloudTask {}

  private final Sessions sessions;
  private final BlockingQueue<CloudTask> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread worker;

  /**
   * @param sessions where the clouds are kept; to be closed after this
   */
  public TagClouds(Sessions sessions) {
    this.sessions = sessions;
    this.worker = Thread.ofVirtual().name("tag-clouds").start(this::work);
  }

  /** Takes in what is new in {@code prompt}, some time soon. Never blocks. */
  void note(SessionKey session, Prompt prompt) {
    if (prompt.plain()) {
      queue.offer(new CloudNote(session, prompt));
    }
  }

  private void work() {
    try {
      while (queue.take() instanceof CloudNote(SessionKey session, Prompt prompt)) {
        try {
          update(session, prompt);
        } catch (RuntimeException e) {
          // Without the message: it may quote the prompt.
          LOG.warn("updating a tag cloud failed: {}", e.getClass().getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void update(SessionKey session, Prompt prompt) {
    SessionState state = sessions.state(session);
    SessionCloud known =
        state == null ? SessionCloud.EMPTY : CloudBytes.read(state.version(), state.bytes());
    SessionCloud next = known.addNew(prompt);
    if (!next.seen().equals(known.seen())) {
      sessions.keep(session, new SessionState(CloudBytes.VERSION, CloudBytes.write(next)));
    }
  }

  /** Takes in what waits, then ends. */
  @Override
  public void close() {
    try {
      queue.put(new CloudEnd());
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
