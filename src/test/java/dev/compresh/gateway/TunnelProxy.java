package dev.compresh.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A small proxy for CONNECT: every tunnel leads to one port of this machine. */
final class TunnelProxy implements AutoCloseable {
  final List<String> heads = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final int leadsTo;
  private final @Nullable String credentials;
  volatile String answer = "HTTP/1.1 200 Connection established\r\nVia: proxy\r\n\r\n";

  /**
   * @param credentials what {@code Proxy-Authorization} has to say; null for nothing
   */
  TunnelProxy(InetAddress address, int leadsTo, @Nullable String credentials) {
    this.leadsTo = leadsTo;
    this.credentials = credentials;
    try {
      server = new ServerSocket(0, 50, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed by the test
    }
  }

  private void serve(Socket client) {
    try (client) {
      RawConnection connection = new RawConnection(client);
      String head = connection.readHead();
      heads.add(head);
      if (credentials != null
          && !head.toLowerCase(java.util.Locale.ROOT)
              .contains("proxy-authorization: " + credentials.toLowerCase(java.util.Locale.ROOT))) {
        connection.send(
            """
            HTTP/1.1 407 Proxy Authentication Required\r
            Proxy-Authenticate: Basic\r
            Content-Length: 0\r
            \r
            """);
        return;
      }
      connection.send(answer);
      if (!answer.contains(" 200 ")) {
        return;
      }
      try (Socket provider = new Socket(InetAddress.getLoopbackAddress(), leadsTo)) {
        Thread back = Thread.ofVirtual().start(() -> pump(provider, client));
        pump(client, provider);
        back.join();
      }
    } catch (IOException e) {
      // one side has left
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one side has left
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
