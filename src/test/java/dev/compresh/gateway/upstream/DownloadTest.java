package dev.compresh.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fetching a bounded document. */
class DownloadTest {
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;
  private volatile String answer = "";

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) socket.getInputStream().read());
        }
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // the client or the test has ended
      }
    }
  }

  private String get(boolean trusted) throws IOException {
    ProviderTarget providerTarget =
        new ProviderTarget("catalogue", false, "127.0.0.1", server.getLocalPort(), trusted);
    return new String(
        new BoundedDownload(OutboundNetwork.direct(), 100, Duration.ofSeconds(30))
            .get(providerTarget, "/list"),
        StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK|content-length: 5||hello', hello",
    "'HTTP/1.1 200 OK|Content-Length: 2||hello', he",
    "'HTTP/1.1 200 OK||hello', hello",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|he|3;x=y|llo|0||', hello",
    "'HTTP/1.1 200 OK|content-length: 0||', ''"
  })
  void body_isReadHoweverItIsFramed(String text, String body) throws IOException {
    answer = text.replace("|", "\r\n");
    assertThat(get(true)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 302 Found|location: http://127.0.0.1/other||', redirects are not followed",
    "'HTTP/1.1 404 Not Found||', it answered 404",
    "'HTTP/1.1 200 OK|content-length: 50||short', incomplete",
    "'HTTP/1.1 200 OK|content-length: -4||', not valid HTTP",
    "'HTTP/1.1 200 OK|transfer-encoding: chunked||zz|', not valid HTTP",
    "'SSH-2.0-OpenSSH|', not valid HTTP"
  })
  void whatIsNoDocument_isTold(String text, String reason) {
    answer = text.replace("|", "\r\n");
    assertThatThrownBy(() -> get(true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void largeBody_isCutOff() {
    answer = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(200);
    assertThatThrownBy(() -> get(true)).hasMessageContaining("larger than 100 bytes");
  }

  @Test
  void privateAddress_isNotEvenConnectedTo() {
    assertThatThrownBy(() -> get(false)).hasMessageContaining("not public");
    assertThat(connections).hasValue(0);
  }
}
