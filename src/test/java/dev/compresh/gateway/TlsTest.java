package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.proxy.ProviderTarget;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to providers: the name asked for is the name that the certificate has to carry. */
final class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;
  private KeyStore keys = empty();

  private static KeyStore empty() {
    try {
      return KeyStore.getInstance("PKCS12");
    } catch (java.security.KeyStoreException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate of its own authority for provider.test. */
  @BeforeEach
  void makeCertificate() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "provider",
                "-keyalg",
                "EC",
                "-dname",
                "CN=provider.test",
                "-ext",
                "san=dns:provider.test",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
  }

  private SSLContext server() throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private SslContext client() {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(keys);
      return SslContextBuilder.forClient()
          .trustManager(trust)
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private SocketMessage ask(String host) throws Exception {
    try (RawProvider provider =
            new RawProvider(
                server().getServerSocketFactory(),
                connection -> {
                  SocketMessage asked = connection.readMessage();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: ");
                  connection.send(asked.body().length + "\r\n\r\n").send(asked.body());
                  connection.readToEnd();
                });
        GatewayFixture gateway =
            new GatewayFixture(
                provider.port(),
                GatewayOptions.DEFAULT,
                type ->
                    new UpstreamClient(
                        type,
                        UpstreamOptions.DEFAULT,
                        name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                        this::client))) {
      gateway.target = new ProviderTarget("test", true, host, provider.port(), true);
      return gateway.post("{\"a\":\"" + "b".repeat(100_000) + "\"}");
    }
  }

  @Test
  void theRightName_isTalkedTo() throws Exception {
    SocketMessage got = ask("provider.test");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body()).hasSize(100_008);
  }

  @Test
  void anotherName_isUnreachable() throws Exception {
    SocketMessage got = ask("other.test");
    assertThat(got.status()).isEqualTo(503);
    assertThat(got.text()).contains("upstream_unreachable");
  }
}
