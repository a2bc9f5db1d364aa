package dev.compresh.sim.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimRequestReaderTest {
  private final RequestRecorder requestRecorder = new RequestRecorder(1 << 20);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new HttpServer(
            InetAddress.getLoopbackAddress(),
            0,
            1000,
            simRequest -> SimReply.whole(200, Headers.NONE, simRequest.body()),
            requestRecorder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String answer(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      String bytes = request.replace("~", "\r\n").replace('^', '\n');
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void length_isRead() throws IOException {
    assertThat(answer("POST /a?b=c HTTP/1.1~Host: x~Content-Length: 5~~hello"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\nhello");
    SimRequest simRequest = requestRecorder.last().request();
    assertThat(simRequest.path()).isEqualTo("/a");
    assertThat(new String(simRequest.head(), StandardCharsets.ISO_8859_1))
        .isEqualTo("POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
  }

  @Test
  void chunks_areJoined() throws IOException {
    String chunked = "POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~";
    assertThat(answer(chunked + "5;ext=1~hello~6~ world~0~Trailer: t~~")).endsWith("hello world");
  }

  @Test
  void keepAlive_servesSeveralRequestsInARow() throws IOException {
    String get = "GET / HTTP/1.1~Host: x~~";
    assertThat(answer(get + get + get).split("HTTP/1.1 200", -1)).hasSize(4);
    assertThat(requestRecorder.opened()).isEqualTo(1);
  }

  @Test
  void expect_isAnsweredBeforeTheBody() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      String head = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n";
      head += "Connection: close\r\nContent-Length: 2\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      byte[] go = socket.getInputStream().readNBytes(25);
      assertThat(new String(go, StandardCharsets.ISO_8859_1))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      socket.getOutputStream().write("hi".getBytes(StandardCharsets.ISO_8859_1));
      byte[] rest = socket.getInputStream().readAllBytes();
      assertThat(new String(rest, StandardCharsets.ISO_8859_1)).endsWith("\r\n\r\nhi");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "400|POST / HTTP/1.1~Host: x~Content-Length: 1~Content-Length: 2~~a",
        "400|POST / HTTP/1.1~Host: x~Content-Length: 1~Transfer-Encoding: chunked~~0~~",
        "400|GET / HTTP/1.1~Host: x~ folded~~",
        "400|GET / HTTP/1.1~Host : x~~",
        "400|GET / HTTP/1.1~Host: x~Host: y~~",
        "400|GET / HTTP/1.1~~",
        "400|GET / HTTP/1.1^Host: x~~",
        "400|GET  / HTTP/1.1~Host: x~~",
        "400|POST / HTTP/1.1~Host: x~Content-Length: +1~~a",
        "400|POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~zz~a~0~~",
        "400|POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~1~ab~0~~",
        "501|POST / HTTP/1.1~Host: x~Transfer-Encoding: gzip, chunked~~0~~",
        "505|GET / HTTP/2.0~Host: x~~",
        "413|POST / HTTP/1.1~Host: x~Content-Length: 1001~~",
      })
  void whatTwoReadersCouldReadDifferently_isRefused(int status, String request) throws IOException {
    assertThat(answer(request))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("connection: close");
    assertThat(requestRecorder.total()).isZero();
  }

  @Test
  void recorder_keepsNoMoreThanItsBound() {
    String body = "x".repeat(900);
    for (int i = 0; i < 1200; i++) {
      requestRecorder.add(
          new RecordedRequest(
              new SimRequest(
                  "POST",
                  "/",
                  true,
                  Headers.NONE,
                  new byte[0],
                  body.getBytes(StandardCharsets.US_ASCII),
                  null),
              1,
              0,
              new CompletableFuture<>()));
    }
    assertThat(requestRecorder.all().size()).isBetween(500, 800);
    assertThat(requestRecorder.total()).isEqualTo(1200);
  }

  @Test
  void openConnections_areCountedDown() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    requestRecorder.await(1, Duration.ofSeconds(60));
    assertThat(requestRecorder.open()).isEqualTo(1);
    socket.close();
    assertThat(requestRecorder.awaitAllClosed(Duration.ofSeconds(60))).isTrue();
  }
}
