package dev.compresh.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A provider on a raw socket: every connection is given to the test's script. */
final class RawProvider implements AutoCloseable {

  /** What is done with a connection; it is closed afterwards. */
  @FunctionalInterface
  interface ConnectionScript {
    void serve(RawConnection connection) throws Exception;
  }

  private final ServerSocket server;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();

  RawProvider(ConnectionScript connectionScript) {
    this(ServerSocketFactory.getDefault(), connectionScript);
  }

  RawProvider(ServerSocketFactory sockets, ConnectionScript connectionScript) {
    try {
      server = sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> accept(connectionScript));
  }

  private void accept(ConnectionScript connectionScript) {
    try {
      while (true) {
        Socket socket = server.accept();
        accepted.add(socket);
        Thread.ofVirtual().start(() -> serve(connectionScript, socket));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private static void serve(ConnectionScript connectionScript, Socket socket) {
    try (socket) {
      connectionScript.serve(new RawConnection(socket));
    } catch (Exception e) {
      // The gateway went away, as some tests want it to.
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return accepted.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
