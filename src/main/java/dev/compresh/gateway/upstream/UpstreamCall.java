package dev.compresh.gateway.upstream;

import dev.compresh.proxy.ProviderAttempt;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider: takes a pooled connection or makes one, and tells an {@link
 * AnswerListener} how it goes. A request that may have reached the provider is not sent again:
 * where a pooled connection closes without an answer, only a method that changes nothing (GET,
 * HEAD) gets another one, since a POST may have been worked on and paid for. All methods run on the
 * event loop.
 */
public final class UpstreamCall {
  private final UpstreamClient upstreamClient;
  private final EventLoop loop;
  private final String method;
  private @Nullable ProviderAttempt providerAttempt;
  private final AnswerListener answerListener;
  private @Nullable Channel connecting;
  private @Nullable UpstreamConnection upstreamConnection;
  private boolean paused;
  private boolean over;

  public UpstreamCall(
      UpstreamClient upstreamClient,
      EventLoop loop,
      ProviderAttempt providerAttempt,
      AnswerListener answerListener) {
    this.upstreamClient = upstreamClient;
    this.loop = loop;
    this.providerAttempt = providerAttempt;
    this.method = providerAttempt.method();
    this.answerListener = answerListener;
  }

  public void start() {
    ProviderAttempt request = providerAttempt;
    if (request == null) {
      return;
    }
    // An upload can't be sent a second time, so it gets a connection that can't be stale.
    boolean reuse = request.upload() == null;
    UpstreamConnection pooled = reuse ? upstreamClient.pool(loop).take(request.target()) : null;
    if (pooled != null) {
      connected(pooled);
    } else {
      connect(request);
    }
  }

  private void connect(ProviderAttempt request) {
    upstreamClient
        .connector()
        .connect(
            this,
            new UpstreamConnection(
                upstreamClient.pool(loop), request.target(), upstreamClient.options()));
  }

  /** Stops reading the answer, or goes on: for a client that reads more slowly than it is sent. */
  public void pauseReading(boolean pause) {
    paused = pause;
    if (upstreamConnection != null) {
      upstreamConnection.setReading(!pause);
    }
  }

  /** Gives the request up: its connection is closed at once and the answer hears no more. */
  public void cancel() {
    if (!over) {
      over = true;
      if (connecting != null) {
        var _ = connecting.close();
      }
      if (upstreamConnection != null) {
        upstreamConnection.detach();
        upstreamConnection.close();
      }
    }
  }

  String method() {
    return method;
  }

  /** The first byte of an answer is here: the request is not needed any more. */
  void firstByte() {
    providerAttempt = null;
    answerListener.firstByte();
  }

  AnswerListener answer() {
    return answerListener;
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

  void connected(UpstreamConnection ready) {
    connecting = null;
    upstreamConnection = ready;
    answerListener.connected();
    if (!over && providerAttempt != null) {
      ready.setReading(!paused);
      ready.send(this, providerAttempt);
    }
  }

  void notConnected(AnswerListener.CallFailure callFailure) {
    connecting = null;
    failed(callFailure);
  }

  /** A pooled connection was closed after the request went out, before any byte of an answer. */
  void unanswered() {
    if (over || providerAttempt == null) {
      return;
    }
    if (providerAttempt.method().equals("GET") || providerAttempt.method().equals("HEAD")) {
      upstreamConnection = null;
      connect(providerAttempt);
    } else {
      failed(AnswerListener.CallFailure.NO_ANSWER);
    }
  }

  void ended(boolean told) {
    if (!over) {
      over = true;
      upstreamConnection = null;
      answerListener.end(told);
    }
  }

  void failed(AnswerListener.CallFailure callFailure) {
    if (!over) {
      over = true;
      upstreamConnection = null;
      answerListener.failed(callFailure);
    }
  }
}
