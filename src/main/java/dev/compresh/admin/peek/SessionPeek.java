package dev.compresh.admin.peek;

import dev.compresh.proxy.EventStream;
import dev.compresh.session.SessionKey;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One viewer's look at one session: what was seen waits sealed until the viewer reads it. */
final class SessionPeek {
  /** Requests that wait for a viewer who is not connected. */
  private static final int MOST = 20;

  private static final long MOST_BYTES = 8L << 20;
  private static final long MOST_STREAMED = 16L << 20;

  private final String viewer;
  private final String orgId;
  private final SessionKey session;
  private final Instant until;
  private final SealedBox box;
  private final Deque<SealedBox.SealedText> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean over;
  private @Nullable EventStream stream;

  /**
   * @param viewer who alone may read it
   * @param orgId whose session it is
   */
  SessionPeek(String viewer, String orgId, SessionKey session, Instant until, SealedBox box) {
    this.viewer = viewer;
    this.orgId = orgId;
    this.session = session;
    this.until = until;
    this.box = box;
  }

  String viewer() {
    return viewer;
  }

  String orgId() {
    return orgId;
  }

  SessionKey session() {
    return session;
  }

  Instant expiresAt() {
    return until;
  }

  SealedBox box() {
    return box;
  }

  /** Takes what a request came to, as JSON. */
  synchronized void add(String json) {
    if (over) {
      return;
    }
    if (stream != null && stream.send(json)) {
      return;
    }
    SealedBox.SealedText sealed = box.seal(json);
    waiting.add(sealed);
    bytes += sealed.bytes().length;
    while (waiting.size() > MOST || bytes > MOST_BYTES) {
      bytes -= waiting.remove().bytes().length;
    }
  }

  /** Reads on, from what waited; the reader before is cut off. */
  synchronized EventStream read(PrivateKey opened) {
    if (stream != null) {
      stream.end();
    }
    EventStream[] own = new EventStream[1];
    EventStream next = new EventStream(MOST_STREAMED, () -> left(own[0]));
    own[0] = next;
    stream = next;
    while (!waiting.isEmpty()) {
      SealedBox.SealedText sealed = waiting.remove();
      bytes -= sealed.bytes().length;
      next.send(box.open(opened, sealed));
    }
    if (over) {
      next.end();
    }
    return next;
  }

  @SuppressWarnings("ReferenceEquality") // this very stream
  private synchronized void left(@Nullable EventStream gone) {
    if (stream == gone) {
      stream = null;
    }
  }

  /** Forgets all. */
  synchronized void end() {
    over = true;
    waiting.clear();
    bytes = 0;
    if (stream != null) {
      stream.end();
    }
  }
}
