package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An identity provider that misbehaves holds nobody up and fills no memory. */
class IdentityProviderClientTest {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final HttpServer server;

  IdentityProviderClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/large",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            body.write(new byte[(int) IdentityProviderClient.MOST_BYTES + 1]);
          }
        });
    server.createContext(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            ended.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().add("location", "/form");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/form",
        exchange -> {
          byte[] form = exchange.getRequestBody().readAllBytes();
          String said =
              exchange.getRequestHeaders().getFirst("authorization")
                  + " "
                  + new String(form, StandardCharsets.UTF_8);
          byte[] body = said.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Test
  void anAnswerThatIsTooLarge_orNeverEnds_isNone() {
    try (IdentityProviderClient client = new IdentityProviderClient(Duration.ofMillis(700))) {
      assertThatThrownBy(() -> client.get(at("/slow"), null)).isInstanceOf(IOException.class);
    }
    try (IdentityProviderClient client = new IdentityProviderClient(Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> client.get(at("/large"), null)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client.get(at("/"), "line\nbreak")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void credentials_goToTheAddressAlone() throws IOException {
    try (IdentityProviderClient client = new IdentityProviderClient(Duration.ofMinutes(1))) {
      assertThat(client.get(at("/elsewhere"), "secret").status()).isEqualTo(302);
      var reply = client.post(at("/form"), "a=b", "aWQ6cw==");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("Basic aWQ6cw== a=b");
    }
  }
}
