package dev.compresh.gateway.tls;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of a port. {@link #look} takes changed files over for new connections, once they have
 * been the same for two looks in a row and belong together; otherwise the pair in use stays, and
 * the log says why.
 */
public final class ReloadedCertificate implements Supplier<SslContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedCertificate.class);

  private final String port;
  private final Path certificate;
  private final Path key;
  private FileBytes used;
  private FileBytes seen;
  private String said = "";
  private volatile SslContext context;

  private record FileBytes(byte[] certificate, byte[] key) {
    boolean isSameAs(FileBytes other) {
      return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }
  }

  /**
   * Reads the files. Blocks.
   *
   * @param port which port it is, for the log
   * @throws IOException where they can't be used; the message says why
   */
  public ReloadedCertificate(String port, Path certificate, Path key) throws IOException {
    this.port = port;
    this.certificate = certificate;
    this.key = key;
    this.used = read();
    this.seen = used;
    this.context = build(used);
  }

  @Override
  public SslContext get() {
    return context;
  }

  /** Takes changed files over. Blocks. */
  public synchronized void look() {
    try {
      FileBytes now = read();
      boolean settled = now.isSameAs(seen);
      seen = now;
      if (now.isSameAs(used)) {
        said = "";
      } else if (settled) {
        context = build(now);
        used = now;
        said = "";
        LOG.info("the certificate of the {} port was replaced", port);
      }
    } catch (IOException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  /** Once for each fault: files are looked at every second. */
  private void say(String fault) {
    if (!fault.equals(said)) {
      said = fault;
      LOG.error("the {} port keeps the certificate in use: {}", port, fault);
    }
  }

  private FileBytes read() throws IOException {
    return new FileBytes(PemReader.bytes(certificate), PemReader.bytes(key));
  }

  private SslContext build(FileBytes files) throws IOException {
    KeyedCertificate read = KeyedCertificate.of(certificate, files.certificate, key, files.key);
    if (read.expiry().isBefore(Instant.now())) {
      LOG.warn("the certificate of the {} port expired at {}", port, read.expiry());
    }
    try {
      return SslContextBuilder.forServer(read.key(), read.chainArray())
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (SSLException | RuntimeException e) {
      throw new PemFault(certificate + " can't be used for TLS: " + e.getMessage());
    }
  }
}
