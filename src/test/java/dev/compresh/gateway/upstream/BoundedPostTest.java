package dev.compresh.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.http.Headers;
import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Posting to addresses that customers name. */
class BoundedPostTest {
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  private static ProviderTarget target(String host, int port, boolean isPrivate) {
    return new ProviderTarget("alerts", false, host, port, isPrivate);
  }

  /** Answers one connection with {@code answer}; completes with what was asked. */
  private static CompletableFuture<String> serve(ServerSocket socket, String answer) {
    CompletableFuture<String> asked = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket client = socket.accept()) {
                StringBuilder text = new StringBuilder();
                while (!text.toString().endsWith("{\"a\":1}")) {
                  text.append((char) client.getInputStream().read());
                }
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                asked.complete(text.toString());
              } catch (IOException e) {
                asked.completeExceptionally(e);
              }
            });
    return asked;
  }

  private static int post(ServerSocket socket) throws IOException {
    return BoundedPost.send(
        OutboundNetwork.direct(),
        target("127.0.0.1", socket.getLocalPort(), true),
        "/hook?x=1",
        Headers.of("x-a", "b"),
        BODY);
  }

  @Test
  void status_isRead() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> asked = serve(socket, "HTTP/1.1 204 No Content\r\n\r\n");
      assertThat(post(socket)).isEqualTo(204);
      assertThat(asked.join())
          .startsWith("POST /hook?x=1 HTTP/1.1\r\n")
          .containsIgnoringCase("content-length: 7\r\n")
          .contains("x-a: b\r\n");
    }
  }

  @Test
  void answerThatIsNoHttp_isAFailure() throws Exception {
    for (String answer : new String[] {"", "SSH-2.0-OpenSSH_9.9\r\n", "HTTP/1.1 abc", "HTTP/1.1"}) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        CompletableFuture<String> _ = serve(socket, answer);
        assertThatThrownBy(() -> post(socket)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void privateAddress_isRefusedUnlessAllowed() {
    for (String host : new String[] {"127.0.0.1", "10.0.0.1", "169.254.169.254", "localhost"}) {
      assertThatThrownBy(
              () ->
                  BoundedPost.send(
                      OutboundNetwork.direct(), target(host, 1, false), "/", Headers.NONE, BODY))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not public");
    }
  }

  @Test
  void metadataAddress_isRefusedInAnyCase() {
    assertThatThrownBy(
            () ->
                BoundedPost.send(
                    OutboundNetwork.direct(),
                    target("169.254.169.254", 80, true),
                    "/",
                    Headers.NONE,
                    BODY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not public");
  }
}
