package dev.compresh.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Configures TLS: whom connections to providers trust, and what the two ports show.
 *
 * @param caFile authorities in PEM that are trusted next to the system's; null for none
 * @param clients what the clients' port shows; null where it speaks plain HTTP
 * @param admin the same for the administration port
 */
public record TlsConfig(
    @Nullable Path caFile, @Nullable CertificateFiles clients, @Nullable CertificateFiles admin) {
  public static final TlsConfig NONE = new TlsConfig(null, null, null);

  /**
   * A certificate with its chain and the private key for it, both in PEM.
   *
   * @param certificate the certificate first, then those that signed it
   */
  public record CertificateFiles(Path certificate, Path key) {

    /** The files at these two keys; null where none are named, with a fault where one is. */
    static @Nullable CertificateFiles read(
        ConfigSection configSection, String certificateKey, String keyKey) {
      Path certificate = path(configSection, certificateKey);
      Path key = path(configSection, keyKey);
      if (certificate != null && key != null) {
        return new CertificateFiles(certificate, key);
      }
      if (certificate != null || key != null) {
        configSection.fault(
            certificate == null ? keyKey : certificateKey,
            "is set without " + (certificate == null ? certificateKey : keyKey) + ".",
            "Set both, or neither.");
      }
      return null;
    }
  }

  static TlsConfig read(ConfigSection configSection) {
    Path authorities = path(configSection, "ca-file");
    CertificateFiles clients = port(configSection.section("clients"));
    CertificateFiles admin = port(configSection.section("admin"));
    configSection.finish();
    return new TlsConfig(authorities, clients, admin);
  }

  private static @Nullable CertificateFiles port(ConfigSection configSection) {
    CertificateFiles files = CertificateFiles.read(configSection, "certificate-file", "key-file");
    configSection.finish();
    return files;
  }

  private static @Nullable Path path(ConfigSection configSection, String key) {
    String text = configSection.text(key);
    if (text == null) {
      return null;
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      configSection.fault(key, "is not a path.", "Write a file such as /etc/compresh/tls.pem.");
      return null;
    }
  }
}
