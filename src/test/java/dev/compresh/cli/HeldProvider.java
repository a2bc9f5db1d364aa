package dev.compresh.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A provider that begins a stream and ends it when it is let go. */
public final class HeldProvider implements AutoCloseable {
  private final CountDownLatch go = new CountDownLatch(1);
  private final HttpServer server;

  public HeldProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("content-type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(": begun\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            go.await();
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void letGo() {
    go.countDown();
  }

  @Override
  public void close() {
    go.countDown();
    server.stop(0);
  }
}
