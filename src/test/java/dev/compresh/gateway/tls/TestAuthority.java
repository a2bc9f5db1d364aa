package dev.compresh.gateway.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of a test's own, and the certificates that it signs, as files and as TLS. */
public final class TestAuthority {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final KeyPair keys;
  private final X509Certificate own;
  private final AtomicLong serial = new AtomicLong(1);

  /** A certificate and its key in PEM, and both in memory. */
  public record SignedPair(
      Path certificateFile, Path keyFile, X509Certificate certificate, PrivateKey key) {}

  /**
   * @param folder where the files go
   */
  public TestAuthority(Path folder, String name) throws Exception {
    this.folder = folder;
    this.keys = newKeys("EC");
    this.own =
        sign(
            builder(
                    new X500Name("CN=" + name),
                    "CN=" + name,
                    keys,
                    around(Duration.ofDays(-1)),
                    around(Duration.ofDays(365)))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
    write("ca-" + name + ".pem", pem("CERTIFICATE", own.getEncoded()));
  }

  /** The file with the authority's own certificate. */
  public Path file(String name) {
    return folder.resolve("ca-" + name + ".pem");
  }

  public X509Certificate certificate() {
    return own;
  }

  /** A certificate for these host names and addresses that is good today. */
  public SignedPair issue(String file, String... hosts) throws Exception {
    return issue(file, "EC", around(Duration.ofDays(-1)), around(Duration.ofDays(90)), hosts);
  }

  /** One that ended yesterday. */
  public SignedPair issueExpired(String file, String... hosts) throws Exception {
    return issue(file, "EC", around(Duration.ofDays(-9)), around(Duration.ofDays(-1)), hosts);
  }

  /** A certificate with keys of {@code algorithm}. */
  public SignedPair issue(
      String file, String algorithm, Instant from, Instant until, String... hosts)
      throws Exception {
    KeyPair pair = newKeys(algorithm);
    X500Name issuer = new X500Name(own.getSubjectX500Principal().getName());
    X509v3CertificateBuilder builder = builder(issuer, "CN=" + file, pair, from, until);
    if (hosts.length > 0) {
      GeneralName[] names =
          Arrays.stream(hosts).map(TestAuthority::name).toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    X509Certificate signed = sign(builder);
    String chain = pem("CERTIFICATE", signed.getEncoded()) + pem("CERTIFICATE", own.getEncoded());
    return new SignedPair(
        write(file + ".crt", chain),
        write(file + ".key", pem("PRIVATE KEY", pair.getPrivate().getEncoded())),
        signed,
        pair.getPrivate());
  }

  public static Instant around(Duration distance) {
    return Instant.now().plus(distance);
  }

  private static GeneralName name(String host) {
    boolean isAddress = host.indexOf(':') >= 0 || Character.isDigit(host.charAt(0));
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static KeyPair newKeys(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (!algorithm.startsWith("Ed")) {
      generator.initialize(algorithm.equals("EC") ? 256 : 2048);
    }
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, String subject, KeyPair pair, Instant from, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(serial.incrementAndGet()),
        Date.from(from),
        Date.from(until),
        new X500Name(subject),
        pair.getPublic());
  }

  private X509Certificate sign(X509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** TLS of a server that shows {@code pair}, and of a client that shows it and trusts this one. */
  public SSLContext tls(SignedPair pair) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", pair.key(), PASSWORD, new X509Certificate[] {pair.certificate(), own});
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), trust().getTrustManagers(), null);
    return context;
  }

  /** TLS of a client that trusts this authority. */
  public SSLContext client() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust().getTrustManagers(), null);
    return context;
  }

  private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", own);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }
}
