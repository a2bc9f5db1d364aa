package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.gateway.tls.ReloadedCertificate;
import dev.compresh.gateway.tls.TestAuthority;
import dev.compresh.gateway.tls.TestAuthority.SignedPair;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS to clients: HTTP/1 and HTTP/2 over it, and certificates that are replaced meanwhile. */
final class InboundTlsTest {
  @TempDir Path folder;
  private TestAuthority authority;
  private Path certificate;
  private Path key;
  private ReloadedCertificate reloaded;
  private RawProvider provider;

  @BeforeEach
  void start() throws Exception {
    authority = new TestAuthority(folder, "inside");
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    use(authority.issue("first", "localhost", "127.0.0.1", "::1"));
    reloaded = new ReloadedCertificate("clients", certificate, key);
    provider =
        new RawProvider(
            connection -> {
              while (true) {
                SocketMessage asked = connection.readMessage();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: ");
                connection.send(asked.body().length + "\r\n\r\n").send(asked.body());
              }
            });
  }

  @AfterEach
  void stop() throws IOException {
    provider.close();
  }

  private void use(SignedPair pair) throws IOException {
    Files.copy(pair.certificateFile(), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(pair.keyFile(), key, StandardCopyOption.REPLACE_EXISTING);
  }

  private GatewayFixture gateway() {
    return new GatewayFixture(provider.port(), GatewayOptions.DEFAULT, reloaded);
  }

  private RawConnection connect(GatewayFixture gateway) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            authority
                .client()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.gateway.port());
    socket.startHandshake();
    return new RawConnection(socket);
  }

  private HttpClient client(HttpClient.Version version) throws Exception {
    return HttpClient.newBuilder().sslContext(authority.client()).version(version).build();
  }

  private static HttpRequest request(String host, int port, String body) {
    return HttpRequest.newBuilder(
            URI.create("https://" + host + ":" + port + "/v1/chat/completions"))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  @Test
  void severalRequests_shareAConnection() throws Exception {
    try (GatewayFixture gateway = gateway();
        RawConnection client = connect(gateway)) {
      for (String body : List.of("{}", "[" + "1,".repeat(50_000) + "1]", "{\"a\":1}")) {
        SocketMessage got = client.send(GatewayFixture.chat(body)).readMessage();
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(body.getBytes(UTF_8));
      }
      assertThat(gateway.gateway.connections()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerThatCloses_endsInOrder() throws Exception {
    try (GatewayFixture gateway = gateway();
        RawConnection client = connect(gateway)) {
      client.send("GET /local HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(client.readMessage().status()).isEqualTo(200);
      assertThat(client.read())
          .isEqualTo(-1); // a reset, or an end without close_notify, would throw
    }
  }

  @Test
  void plainHttp_getsNoAnswer() throws Exception {
    try (GatewayFixture gateway = gateway();
        RawConnection client = gateway.connect()) {
      client.send("GET /local HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThatThrownBy(client::readHead).isInstanceOf(IOException.class);
      assertThat(gateway.heads).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void bothVersions_areSpokenOverTls(HttpClient.Version version) throws Exception {
    String body = "{\"a\":\"" + "ü".repeat(400_000) + "\"}";
    try (GatewayFixture gateway = gateway();
        HttpClient client = client(version)) {
      HttpResponse<String> got =
          client.send(
              request("localhost", gateway.gateway.port(), body),
              HttpResponse.BodyHandlers.ofString());
      assertThat(got.version()).isEqualTo(version);
      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(got.body()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void overIpv6_nothingIsDifferent(HttpClient.Version version) throws Exception {
    try (GatewayFixture gateway =
            new GatewayFixture(
                provider.port(),
                GatewayOptions.DEFAULT,
                type -> new UpstreamClient(type, UpstreamOptions.DEFAULT),
                EventLoops.start(),
                GatewayBounds.NONE,
                reloaded,
                InetAddress.ofLiteral("::1"));
        HttpClient client = client(version)) {
      HttpResponse<String> got =
          client.send(
              request("[::1]", gateway.gateway.port(), "{}"), HttpResponse.BodyHandlers.ofString());
      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(gateway.heads.getFirst().remote()).isEqualTo("0:0:0:0:0:0:0:1");
    }
  }

  @Test
  void aCertificateIsReplaced_underLoad_withoutAFailedRequest() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    AtomicInteger served = new AtomicInteger();
    try (GatewayFixture gateway = gateway();
        RawConnection established = connect(gateway);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      established.send(GatewayFixture.chat("{}")).readMessage();
      List<Future<?>> running = new ArrayList<>();
      for (HttpClient.Version version : HttpClient.Version.values()) {
        Callable<Void> load =
            () -> {
              while (!isOver.get()) {
                try (HttpClient client = client(version)) {
                  for (int i = 0; i < 4; i++) {
                    HttpResponse<String> got =
                        client.send(
                            request("localhost", gateway.gateway.port(), "{}"),
                            HttpResponse.BodyHandlers.ofString());
                    assertThat(got.statusCode()).isEqualTo(200);
                    served.incrementAndGet();
                  }
                }
              }
              return null;
            };
        running.add(threads.submit(load));
      }
      for (int i = 0; i < 4; i++) {
        use(authority.issue("next" + i, "localhost"));
        reloaded.look();
        reloaded.look();
        int until = served.get() + 16;
        while (served.get() < until && running.stream().noneMatch(Future::isDone)) {
          Thread.sleep(1);
        }
      }
      isOver.set(true);
      for (Future<?> each : running) {
        each.get();
      }
      assertThat(established.send(GatewayFixture.chat("{}")).readMessage().status()).isEqualTo(200);
      assertThat(shown(gateway)).isEqualTo("CN=next3");
    }
  }

  private String shown(GatewayFixture gateway) throws Exception {
    try (RawConnection client = connect(gateway)) {
      return ((java.security.cert.X509Certificate)
              ((SSLSocket) client.socket).getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  /** Who opens a connection and says nothing is not waited for. */
  @Test
  void aHandshakeThatNeverComes_isCutOff() throws Exception {
    GatewayOptions hasty = hasty();
    try (GatewayFixture gateway = new GatewayFixture(provider.port(), hasty, reloaded);
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), gateway.gateway.port())) {
      silent.setSoTimeout(60_000);
      assertThat(silent.getInputStream().readAllBytes()).isEmpty();
    }
  }

  private static GatewayOptions hasty() {
    GatewayOptions usual = GatewayOptions.DEFAULT;
    return new GatewayOptions(
        usual.maxRequestLine(),
        usual.maxHead(),
        usual.maxFields(),
        usual.earlyBody(),
        java.time.Duration.ofMillis(200),
        usual.bodyIdle(),
        usual.bodyTime(),
        java.time.Duration.ofMillis(200),
        usual.linger(),
        usual.recordingTime());
  }

  @Test
  void anIdleHttp2Connection_isClosed() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(provider.port(), hasty(), reloaded);
        HttpClient client = client(HttpClient.Version.HTTP_2)) {
      client.send(
          request("localhost", gateway.gateway.port(), "{}"), HttpResponse.BodyHandlers.ofString());
      while (gateway.gateway.connections() > 0) {
        Thread.sleep(1);
      }
    }
  }
}
