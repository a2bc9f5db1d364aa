package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.gateway.tls.PemReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the certificate of this installation's own port and no other. Its name is not compared:
 * commands ask by address.
 */
final class OwnCertificate extends X509ExtendedTrustManager {
  private final X509Certificate own;

  private OwnCertificate(X509Certificate own) {
    this.own = own;
  }

  /** TLS that talks to who shows the certificate in {@code file}. */
  static SSLContext trusting(Path file) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] trust = {new OwnCertificate(PemReader.certificates(file).getFirst())};
      context.init(null, trust, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandFailure(ExitCode.CONFIG, "tls.admin: " + e.getMessage() + ".");
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || !chain[0].equals(own)) {
      throw new CertificateException("another certificate than the configured one");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {own};
  }
}
