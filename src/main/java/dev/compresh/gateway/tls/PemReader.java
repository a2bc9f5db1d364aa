package dev.compresh.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads certificates and private keys in PEM (RFC 7468). Blocks. */
public final class PemReader {
  private static final long MOST_BYTES = 4 << 20;
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519", "Ed448");

  private PemReader() {}

  /** The bytes of {@code file}, if there are not too many. */
  static byte[] bytes(Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new PemFault(file + " is too large for a PEM file");
      }
      return Files.readAllBytes(file);
    } catch (PemFault e) {
      throw e;
    } catch (IOException e) {
      throw new PemFault(file + " can't be read");
    }
  }

  /** All certificates in {@code file}: one at least. */
  public static List<X509Certificate> certificates(Path file) throws IOException {
    return certificates(file, bytes(file));
  }

  static List<X509Certificate> certificates(Path file, byte[] pem) throws PemFault {
    List<X509Certificate> out = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] der : blocks(file, pem, CERTIFICATE)) {
        if (factory.generateCertificate(new ByteArrayInputStream(der))
            instanceof X509Certificate c) {
          out.add(c);
        }
      }
    } catch (CertificateException e) {
      throw new PemFault(file + " contains a certificate that can't be read");
    }
    if (out.isEmpty()) {
      throw new PemFault(file + " contains no certificate in PEM");
    }
    return out;
  }

  static PrivateKey key(Path file, byte[] pem) throws PemFault {
    List<byte[]> blocks = blocks(file, pem, PRIVATE_KEY);
    if (blocks.isEmpty()) {
      boolean other = new String(pem, StandardCharsets.ISO_8859_1).contains(" PRIVATE KEY-----");
      throw new PemFault(
          file
              + (other
                  ? " contains a key that is encrypted or not PKCS #8; convert it with 'openssl pkcs8"
                      + " -topk8 -nocrypt'"
                  : " contains no private key in PEM"));
    }
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(blocks.getFirst());
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // A key of another kind.
      }
    }
    throw new PemFault(file + " contains a private key of a kind that is not supported");
  }

  /** Returns what is between the lines that begin and end {@code label}, decoded. */
  private static List<byte[]> blocks(Path file, byte[] pem, String label) throws PemFault {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> out = new ArrayList<>();
    int at = text.indexOf(begin);
    while (at >= 0) {
      int from = at + begin.length();
      int to = text.indexOf(end, from);
      if (to < 0) {
        throw new PemFault(file + " is incomplete");
      }
      try {
        out.add(Base64.getMimeDecoder().decode(text.substring(from, to)));
      } catch (IllegalArgumentException e) {
        throw new PemFault(file + " is not valid base64");
      }
      at = text.indexOf(begin, to);
    }
    return out;
  }
}
