package dev.compresh.gateway.upstream;

import dev.compresh.pipeline.Attempt;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider: takes a pooled connection or makes one, and tells an {@link Answer}
 * how it goes. A request that may have reached the provider is not sent again: where a pooled
 * connection closes without an answer, only a method that changes nothing (GET, HEAD) gets another
 * one, since a POST may have been worked on and paid for. All methods run on the event loop.
 */
public final class Call {
  private final Upstream upstream;
  private final EventLoop loop;
  private final String method;
  private @Nullable Attempt attempt;
  private final Answer answer;
  private @Nullable Channel connecting;
  private @Nullable Connection connection;
  private boolean paused;
  private boolean over;

  public Call(Upstream upstream, EventLoop loop, Attempt attempt, Answer answer) {
    this.upstream = upstream;
    this.loop = loop;
    this.attempt = attempt;
    this.method = attempt.method();
    this.answer = answer;
  }

  public void start() {
    Attempt request = attempt;
    if (request == null) {
      return;
    }
    // An upload can't be sent a second time, so it gets a connection that can't be stale.
    boolean reuse = request.upload() == null;
    Connection pooled = reuse ? upstream.pool(loop).take(request.target()) : null;
    if (pooled != null) {
      connected(pooled);
    } else {
      connect(request);
    }
  }

  private void connect(Attempt request) {
    upstream
        .connector()
        .connect(this, new Connection(upstream.pool(loop), request.target(), upstream.options()));
  }

  /** Stops reading the answer, or goes on: for a client that reads more slowly than it is sent. */
  public void pauseReading(boolean pause) {
    paused = pause;
    if (connection != null) {
      connection.setReading(!pause);
    }
  }

  /** Gives the request up: its connection is closed at once and the answer hears no more. */
  public void cancel() {
    if (!over) {
      over = true;
      if (connecting != null) {
        var _ = connecting.close();
      }
      if (connection != null) {
        connection.detach();
        connection.close();
      }
    }
  }

  String method() {
    return method;
  }

  /** The first byte of an answer is here: the request is not needed any more. */
  void firstByte() {
    attempt = null;
    answer.firstByte();
  }

  Answer answer() {
    return answer;
  }

  EventLoop loop() {
    return loop;
  }

  /** Does {@code task} on the call's loop, from any thread. */
  void soon(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // The program stops; the connections are being closed as well.
      return;
    }
  }

  boolean isOver() {
    return over;
  }

  void connecting(Channel channel) {
    connecting = channel;
  }

  void connected(Connection ready) {
    connecting = null;
    connection = ready;
    answer.connected();
    if (!over && attempt != null) {
      ready.setReading(!paused);
      ready.send(this, attempt);
    }
  }

  void notConnected(Answer.Failure failure) {
    connecting = null;
    failed(failure);
  }

  /** A pooled connection was closed after the request went out, before any byte of an answer. */
  void unanswered() {
    if (over || attempt == null) {
      return;
    }
    if (attempt.method().equals("GET") || attempt.method().equals("HEAD")) {
      connection = null;
      connect(attempt);
    } else {
      failed(Answer.Failure.NO_ANSWER);
    }
  }

  void ended(boolean told) {
    if (!over) {
      over = true;
      connection = null;
      answer.end(told);
    }
  }

  void failed(Answer.Failure failure) {
    if (!over) {
      over = true;
      connection = null;
      answer.failed(failure);
    }
  }
}
