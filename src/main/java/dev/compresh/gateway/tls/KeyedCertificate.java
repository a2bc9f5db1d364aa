package dev.compresh.gateway.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate, those that signed it, and the private key for it.
 *
 * @param chain the certificate first
 */
public record KeyedCertificate(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROOF = "compresh".getBytes(StandardCharsets.US_ASCII);

  /**
   * Reads both files. Blocks.
   *
   * @throws PemFault where they can't be read or don't belong together
   */
  public static KeyedCertificate read(Path certificate, Path key) throws IOException {
    return of(certificate, PemReader.bytes(certificate), key, PemReader.bytes(key));
  }

  static KeyedCertificate of(Path certificate, byte[] certificatePem, Path key, byte[] keyPem)
      throws PemFault {
    List<X509Certificate> chain = PemReader.certificates(certificate, certificatePem);
    PrivateKey read = PemReader.key(key, keyPem);
    if (!isPair(chain.getFirst().getPublicKey(), read)) {
      throw new PemFault(key + " is not the key of the certificate in " + certificate);
    }
    return new KeyedCertificate(List.copyOf(chain), read);
  }

  /** When the certificate ends. */
  public Instant expiry() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  X509Certificate[] chainArray() {
    return chain.toArray(X509Certificate[]::new);
  }

  private static boolean isPair(PublicKey publicKey, PrivateKey privateKey) {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(PROOF);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(PROOF);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "KeyedCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
