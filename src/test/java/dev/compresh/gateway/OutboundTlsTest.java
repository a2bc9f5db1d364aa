package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.gateway.tls.TestAuthority;
import dev.compresh.gateway.tls.TestAuthority.SignedPair;
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.gateway.upstream.OutboundSettings;
import dev.compresh.gateway.upstream.ProviderProbe;
import dev.compresh.gateway.upstream.ProviderProbe.ProbeResult.ProbeAnswered;
import dev.compresh.gateway.upstream.ProviderProbe.ProbeResult.ProbeFailed;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AddressPolicy;
import dev.compresh.proxy.ProviderRoute;
import dev.compresh.proxy.ProviderTarget;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to providers: who signed the certificate, for which name, until when, and what we show. */
final class OutboundTlsTest {
  @TempDir Path folder;
  private TestAuthority authority;
  private ProviderRoute route = ProviderRoute.USUAL;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority = new TestAuthority(folder, "inside");
  }

  private OutboundNetwork network(@Nullable Path authorities) {
    return new OutboundNetwork(new OutboundSettings(null, List.of(), authorities));
  }

  private RawProvider provider(SignedPair pair, boolean wantsCertificate) throws Exception {
    ServerSocketFactory sockets = authority.tls(pair).getServerSocketFactory();
    return new RawProvider(
        wantsCertificate ? new DemandingSockets(sockets) : sockets,
        connection -> {
          SocketMessage asked = connection.readMessage();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: ");
          connection.send(asked.body().length + "\r\n\r\n").send(asked.body());
          connection.readToEnd();
        });
  }

  private SocketMessage ask(SignedPair pair, boolean wantsCertificate, @Nullable Path authorities)
      throws Exception {
    try (RawProvider provider = provider(pair, wantsCertificate);
        GatewayFixture gateway =
            new GatewayFixture(
                provider.port(),
                GatewayOptions.DEFAULT,
                type ->
                    new UpstreamClient(
                        type,
                        UpstreamOptions.DEFAULT,
                        _ -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                        network(authorities)))) {
      gateway.target =
          new ProviderTarget(
              "test", true, "provider.test", provider.port(), AddressPolicy.LOCAL, route);
      return gateway.post("{\"a\":\"" + "b".repeat(100_000) + "\"}");
    }
  }

  private SocketMessage ask(SignedPair pair) throws Exception {
    return ask(pair, false, authority.file("inside"));
  }

  @Test
  void anAuthorityOfTheFile_isTrusted() throws Exception {
    SocketMessage got = ask(authority.issue("p", "provider.test"));
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body()).hasSize(100_008);
  }

  @Test
  void anUnknownAuthority_isSaid() throws Exception {
    SocketMessage got = ask(authority.issue("p", "provider.test"), false, null);
    assertThat(got.status()).isEqualTo(503);
    assertThat(got.text()).contains("upstream_certificate_untrusted", "tls.ca-file");
  }

  @Test
  void anExpiredCertificate_isSaid() throws Exception {
    SocketMessage got = ask(authority.issueExpired("p", "provider.test"));
    assertThat(got.text()).contains("upstream_certificate_expired", "has expired");
  }

  @Test
  void anotherName_isSaid() throws Exception {
    SocketMessage got = ask(authority.issue("p", "other.test"));
    assertThat(got.text()).contains("upstream_certificate_mismatch", "another host name");
  }

  @Test
  void aCertificateIsShown_whereTheProviderAsks() throws Exception {
    SignedPair own = authority.issue("client");
    route = new ProviderRoute(null, false, own.certificateFile(), own.keyFile());
    SignedPair pair = authority.issue("p", "provider.test");
    assertThat(ask(pair, true, authority.file("inside")).status()).isEqualTo(200);
  }

  @Test
  void aProviderThatAsksForACertificate_refusesWhoHasNone() throws Exception {
    SignedPair pair = authority.issue("p", "provider.test");
    // The alert is lost where the provider resets the connection before it is read.
    EventualAssertion.holds(
        () ->
            assertThat(ask(pair, true, authority.file("inside")).text())
                .contains("upstream_tls_failed", "client certificate"));
  }

  @Test
  void ownFilesThatCantBeRead_areSaid() throws Exception {
    route = new ProviderRoute(null, false, folder.resolve("none.crt"), folder.resolve("none.key"));
    SocketMessage got = ask(authority.issue("p", "provider.test"));
    assertThat(got.text()).contains("upstream_tls_failed", "can't be used");
  }

  /** Short-lived certificates are renewed while the program runs. */
  @Test
  void aRenewedClientCertificate_isReadAgain() throws Exception {
    SignedPair first = authority.issue("client");
    Path certificate = Files.copy(first.certificateFile(), folder.resolve("own.crt"));
    Path key = Files.copy(first.keyFile(), folder.resolve("own.key"));
    OutboundNetwork network = network(authority.file("inside"));
    SignedPair pair = authority.issue("p", "localhost");
    try (RawProvider provider = provider(pair, true)) {
      ProviderTarget target =
          new ProviderTarget(
              "test",
              true,
              "localhost",
              provider.port(),
              AddressPolicy.LOCAL,
              new ProviderRoute(null, false, certificate, key));
      assertThat(probe(network, target)).isEqualTo(new ProbeAnswered(200));
      Files.writeString(key, "nonsense");
      Files.setLastModifiedTime(key, java.nio.file.attribute.FileTime.fromMillis(1_000));
      assertThat(probe(network, target))
          .isInstanceOfSatisfying(
              ProbeFailed.class, failed -> assertThat(failed.reason()).contains("own.key"));
    }
  }

  private static ProviderProbe.ProbeResult probe(OutboundNetwork network, ProviderTarget target) {
    return ProviderProbe.get(network, target, "/v1/models", Headers.of("host", "localhost"));
  }

  private String reason(SignedPair pair, @Nullable Path authorities) throws Exception {
    try (RawProvider provider = provider(pair, false)) {
      ProviderTarget target =
          new ProviderTarget("test", true, "localhost", provider.port(), AddressPolicy.LOCAL);
      return probe(network(authorities), target) instanceof ProbeFailed(String reason)
          ? reason
          : "";
    }
  }

  @Test
  void aProbe_saysTheSame() throws Exception {
    Path file = authority.file("inside");
    assertThat(reason(authority.issue("p", "localhost"), file)).isEmpty();
    assertThat(reason(authority.issue("p", "localhost"), null)).contains("not signed by");
    assertThat(reason(authority.issueExpired("p", "localhost"), file)).contains("has expired");
    assertThat(reason(authority.issue("p", "other.test"), file)).contains("another host name");
  }

  /** Server sockets that ask for a certificate. */
  private static final class DemandingSockets extends ServerSocketFactory {
    private final ServerSocketFactory sockets;

    DemandingSockets(ServerSocketFactory sockets) {
      this.sockets = sockets;
    }

    @Override
    public java.net.ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws java.io.IOException {
      SSLServerSocket socket = (SSLServerSocket) sockets.createServerSocket(port, backlog, address);
      socket.setNeedClientAuth(true);
      return socket;
    }

    @Override
    public java.net.ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public java.net.ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }
  }
}
