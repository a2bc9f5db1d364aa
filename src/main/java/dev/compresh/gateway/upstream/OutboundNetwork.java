package dev.compresh.gateway.upstream;

import dev.compresh.gateway.tls.KeyedCertificate;
import dev.compresh.gateway.tls.PemReader;
import dev.compresh.proxy.ProviderRoute;
import dev.compresh.proxy.ProviderTarget;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The way out of this machine: through which proxy a target is connected to, whom its certificate
 * has to be signed by, and what this side shows. Files are read again when they change. Blocks;
 * thread-safe.
 */
public final class OutboundNetwork {
  private final @Nullable ProxyServer proxyServer;
  private final ProxyBypass bypass;
  private final @Nullable Path caFile;

  /** TLS by what this side shows; made when first needed: it takes 100 ms. */
  private final Map<ClientPair, StampedContext> contexts = new HashMap<>();

  private record ClientPair(@Nullable Path certificate, @Nullable Path key) {}

  private record FileTimes(long authorities, long certificate, long key) {}

  private record StampedContext(FileTimes times, SslContext context) {}

  public OutboundNetwork(OutboundSettings settings) {
    this.proxyServer = settings.proxyUrl() == null ? null : ProxyServer.of(settings.proxyUrl());
    this.bypass = new ProxyBypass(settings.noProxy());
    this.caFile = settings.caFile();
  }

  /** Connections without a proxy, with the system's authorities. */
  public static OutboundNetwork direct() {
    return new OutboundNetwork(OutboundSettings.DIRECT);
  }

  /**
   * Reads the authorities.
   *
   * @throws IOException where they can't be; the message says why
   */
  public void check() throws IOException {
    if (caFile != null) {
      var _ = PemReader.certificates(caFile);
    }
  }

  /** The proxy on the way to {@code target}; null where it is connected to directly. */
  @Nullable ProxyServer proxy(ProviderTarget target) {
    ProviderRoute route = target.route();
    if (route.direct()) {
      return null;
    }
    if (route.proxyUrl() != null) {
      return ProxyServer.of(route.proxyUrl());
    }
    return proxyServer == null || !target.tls() || bypass.covers(target.host(), target.port())
        ? null
        : proxyServer;
  }

  /**
   * The TLS of connections to {@code target}.
   *
   * @throws IOException where a file of it can't be used; the message says why
   */
  synchronized SslContext tls(ProviderTarget target) throws IOException {
    ClientPair pair =
        new ClientPair(target.route().clientCertificate(), target.route().clientKey());
    FileTimes times = new FileTimes(time(caFile), time(pair.certificate), time(pair.key));
    StampedContext made = contexts.get(pair);
    if (made == null || !made.times.equals(times)) {
      made = new StampedContext(times, build(pair));
      contexts.put(pair, made);
    }
    return made.context;
  }

  /** The same for blocking sockets. */
  SSLContext blockingTls(ProviderTarget target) throws IOException {
    return ((JdkSslContext) tls(target)).context();
  }

  private static long time(@Nullable Path file) throws IOException {
    return file == null || !Files.exists(file) ? 0 : Files.getLastModifiedTime(file).toMillis();
  }

  private SslContext build(ClientPair pair) throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .endpointIdentificationAlgorithm("HTTPS");
    try {
      if (caFile != null) {
        var _ = builder.trustManager(trust(caFile));
      }
      if (pair.certificate != null && pair.key != null) {
        KeyedCertificate own = KeyedCertificate.read(pair.certificate, pair.key);
        var _ = builder.keyManager(own.key(), own.chain().toArray(X509Certificate[]::new));
      }
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS can't be set up: " + e.getMessage(), e);
    }
  }

  /** The system's authorities and those of {@code file}. */
  private static TrustManagerFactory trust(Path file) throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
    all.load(null, null);
    int count = 0;
    TrustManagerFactory system = factory(null);
    for (TrustManager each : system.getTrustManagers()) {
      if (each instanceof X509TrustManager manager) {
        for (X509Certificate issuer : manager.getAcceptedIssuers()) {
          all.setCertificateEntry("system-" + count++, issuer);
        }
      }
    }
    for (X509Certificate added : PemReader.certificates(file)) {
      all.setCertificateEntry("added-" + count++, added);
    }
    return factory(all);
  }

  private static TrustManagerFactory factory(@Nullable KeyStore keys)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(keys);
    return factory;
  }
}
