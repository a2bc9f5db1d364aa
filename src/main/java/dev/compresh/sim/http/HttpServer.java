package dev.compresh.sim.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server: one listening socket, one virtual thread per connection. Closing it closes every
 * connection.
 */
public final class HttpServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final Duration MOST_WAIT = Duration.ofSeconds(2);

  private final InetAddress host;
  private final int port;
  private final SimHandler simHandler;
  private final RequestRecorder requestRecorder;
  private final int maxBody;
  private final Set<Socket> live = ConcurrentHashMap.newKeySet();
  private final List<Socket> unread = new ArrayList<>();
  private final Object gate = new Object();
  private ServerSocket listener;
  private Thread acceptor;
  private boolean reading = true;

  /**
   * Listens at once.
   *
   * @param port 0 for one that is free
   * @param maxBody bytes of a request body, above which it is 413
   */
  public HttpServer(
      InetAddress host,
      int port,
      int maxBody,
      SimHandler simHandler,
      RequestRecorder requestRecorder)
      throws IOException {
    this.host = host;
    this.simHandler = simHandler;
    this.requestRecorder = requestRecorder;
    this.maxBody = maxBody;
    this.listener = listen(port);
    this.port = listener.getLocalPort();
    this.acceptor = accept(listener);
  }

  public int port() {
    return port;
  }

  /** From now on connections are taken and nothing is read from them. */
  public void stopReading() {
    synchronized (gate) {
      reading = false;
    }
  }

  /** From now on connections are refused; those that stand go on. */
  public void refuse() {
    stopListening();
  }

  /** Ends {@link #stopReading} and {@link #refuse}; connections that waited are served. */
  public void resume() {
    synchronized (gate) {
      reading = true;
      unread.forEach(this::serve);
      unread.clear();
      if (listener.isClosed()) {
        try {
          listener = listen(port);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        acceptor = accept(listener);
      }
    }
  }

  @Override
  public void close() {
    stopListening();
    synchronized (gate) {
      unread.forEach(HttpServer::closeQuietly);
      unread.clear();
    }
    live.forEach(HttpServer::closeQuietly);
  }

  private ServerSocket listen(int at) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(host, at), BACKLOG);
    return socket;
  }

  /** The port is free only when the thread that waits on it has let go. */
  private void stopListening() {
    Thread waiting;
    synchronized (gate) {
      closeQuietly(listener);
      waiting = acceptor;
    }
    try {
      waiting.join(MOST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread accept(ServerSocket from) {
    return Thread.ofVirtual()
        .name("sim-accept")
        .start(
            () -> {
              while (!from.isClosed()) {
                try {
                  admit(from.accept());
                } catch (IOException e) {
                  // closed, or a client that left before it was taken
                }
              }
            });
  }

  private void admit(Socket socket) {
    synchronized (gate) {
      if (reading) {
        serve(socket);
      } else {
        unread.add(socket);
      }
    }
  }

  private void serve(Socket socket) {
    live.add(socket);
    SimConnection simConnection = new SimConnection(socket, simHandler, requestRecorder, maxBody);
    Thread.ofVirtual()
        .name("sim-connection")
        .start(
            () -> {
              try {
                simConnection.run();
              } finally {
                live.remove(socket);
              }
            });
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // it is gone either way
    }
  }
}
