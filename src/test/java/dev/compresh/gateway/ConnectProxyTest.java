package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.gateway.tls.TestAuthority;
import dev.compresh.gateway.upstream.BoundedDownload;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that are reached through a proxy: the tunnel, credentials, and what goes wrong. */
final class ConnectProxyTest {
  /** {@code user} and {@code p@ss:word}. */
  private static final String CREDENTIALS = "Basic dXNlcjpwQHNzOndvcmQ=";

  private static final String NAME = "provider.test";

  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private TestAuthority authority;
  private RawProvider provider;
  private TunnelProxy proxy;

  @BeforeEach
  void start() throws Exception {
    authority = new TestAuthority(folder, "inside");
    provider =
        new RawProvider(
            authority.tls(authority.issue("p", NAME)).getServerSocketFactory(),
            connection -> {
              while (true) {
                SocketMessage message = connection.readMessage();
                asked.add(message.head());
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              }
            });
    proxy = new TunnelProxy(InetAddress.getLoopbackAddress(), provider.port(), CREDENTIALS);
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    provider.close();
  }

  private OutboundNetwork network(@Nullable String proxyUrl, String... direct) {
    return new OutboundNetwork(
        new OutboundSettings(proxyUrl, List.of(direct), authority.file("inside")));
  }

  private String url(String userInfo) {
    return "http://" + userInfo + "127.0.0.1:" + proxy.port();
  }

  private ProviderTarget target(ProviderRoute route) {
    return new ProviderTarget("test", true, NAME, 443, AddressPolicy.PUBLIC, route);
  }

  private GatewayFixture gateway(OutboundNetwork network) {
    return new GatewayFixture(
        provider.port(),
        GatewayOptions.DEFAULT,
        type ->
            new UpstreamClient(type, UpstreamOptions.DEFAULT, InetAddress::getAllByName, network));
  }

  private SocketMessage ask(OutboundNetwork network, ProviderTarget target) throws Exception {
    try (GatewayFixture gateway = gateway(network)) {
      gateway.target = target;
      return gateway.post("{}");
    }
  }

  @Test
  void aTunnelIsAskedFor_withTheCredentials_whichTheProviderNeverSees() throws Exception {
    try (GatewayFixture gateway = gateway(network(url("user:p%40ss:word@")))) {
      gateway.target = target(ProviderRoute.USUAL);
      assertThat(gateway.post("{}").status()).isEqualTo(200);
      assertThat(gateway.post("{}").status()).isEqualTo(200);
    }
    assertThat(proxy.heads).isNotEmpty();
    assertThat(proxy.heads.getFirst())
        .startsWith("CONNECT provider.test:443 HTTP/1.1\r\nhost: provider.test:443\r\n")
        .contains("proxy-authorization: " + CREDENTIALS);
    assertThat(asked).hasSize(2).noneMatch(head -> head.contains("dXNlcj"));
  }

  @Test
  void aProvidersOwnProxy_countsBeforeTheOneForAll() throws Exception {
    ProviderRoute own = new ProviderRoute(url("user:p%40ss:word@"), false, null, null);
    assertThat(ask(network("http://127.0.0.1:1"), target(own)).status()).isEqualTo(200);
  }

  @Test
  void wrongCredentials_areSaid_withoutThem() throws Exception {
    SocketMessage got = ask(network(url("user:wrong@")), target(ProviderRoute.USUAL));
    assertThat(got.status()).isEqualTo(503);
    assertThat(got.text())
        .contains("upstream_proxy_failed", "rejects the credentials")
        .doesNotContain("wrong");
  }

  @Test
  void aProxyThatIsAway_isSaid() throws Exception {
    SocketMessage got = ask(network("http://127.0.0.1:1"), target(ProviderRoute.USUAL));
    assertThat(got.text()).contains("upstream_proxy_failed", "the proxy can't be reached");
  }

  /** What comes behind the head would be taken for the provider's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno",
        "SSH-2.0-OpenSSH\r\n\r\n",
        ""
      })
  void aProxyThatRefuses_isSaid(String answer) throws Exception {
    proxy.answer = answer;
    SocketMessage got = ask(network(url("user:p%40ss:word@")), target(ProviderRoute.USUAL));
    assertThat(got.text()).contains("upstream_proxy_failed", "the proxy refuses");
    assertThat(asked).isEmpty();
  }

  @Test
  void aNameThatIsListed_isConnectedToDirectly() throws Exception {
    SocketMessage got = ask(network(url(""), ".test"), target(ProviderRoute.USUAL));
    assertThat(got.text()).contains("upstream_unreachable");
    assertThat(proxy.heads).isEmpty();
  }

  @Test
  void aProviderThatIsSaidToBeDirect_hasNoProxy() throws Exception {
    ProviderRoute direct = new ProviderRoute(null, true, null, null);
    assertThat(ask(network(url("")), target(direct)).text()).contains("upstream_unreachable");
    assertThat(proxy.heads).isEmpty();
  }

  /** A proxy inside the network is no way around the check of addresses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "10.0.0.1",
        "::ffff:10.0.0.1",
        "fd00::1",
        "2130706433",
        "0x7f.1",
        "metadata",
        "metadata.google.internal",
        "printer.local"
      })
  void aTunnel_leadsToNoPrivateAddress(String host) throws Exception {
    ProviderTarget target =
        new ProviderTarget(
            "test",
            true,
            host,
            443,
            AddressPolicy.PUBLIC,
            new ProviderRoute(url("user:p%40ss:word@"), false, null, null));
    assertThat(ask(network(null), target).text()).contains("not public");
    assertThat(proxy.heads).isEmpty();
  }

  @Test
  void aCertificateBehindTheProxy_isCheckedAsWell() throws Exception {
    ProviderTarget other =
        new ProviderTarget("test", true, "other.test", 443, AddressPolicy.PUBLIC);
    assertThat(ask(network(url("user:p%40ss:word@")), other).text())
        .contains("upstream_certificate_mismatch");
  }

  @Test
  void probesAndDownloads_goThroughIt() throws Exception {
    OutboundNetwork network = network(url("user:p%40ss:word@"));
    assertThat(
            ProviderProbe.get(
                network, target(ProviderRoute.USUAL), "/v1/models", Headers.of("host", NAME)))
        .isEqualTo(new ProbeAnswered(200));
    assertThat(
            new BoundedDownload(network, 100, Duration.ofSeconds(30))
                .get(target(ProviderRoute.USUAL), "/list"))
        .asString()
        .isEqualTo("ok");
    assertThat(proxy.heads).hasSize(2);
    assertThat(
            ProviderProbe.get(
                network(url("")), target(ProviderRoute.USUAL), "/", Headers.of("host", NAME)))
        .isEqualTo(new ProbeFailed("the proxy rejects the credentials"));
  }

  @Test
  void aProxyOverIpv6_isReached() throws Exception {
    try (TunnelProxy six = new TunnelProxy(InetAddress.ofLiteral("::1"), provider.port(), null)) {
      OutboundNetwork network = network("http://[::1]:" + six.port());
      assertThat(ask(network, target(ProviderRoute.USUAL)).status()).isEqualTo(200);
      assertThat(six.heads).hasSize(1);
    }
  }

  @Test
  void credentials_areShownNowhere() {
    OutboundSettings settings = new OutboundSettings(url("user:secret@"), List.of(), null);
    ProviderRoute route = new ProviderRoute(url("user:secret@"), false, null, null);
    assertThat(settings.toString() + route + target(route)).doesNotContain("secret");
  }
}
