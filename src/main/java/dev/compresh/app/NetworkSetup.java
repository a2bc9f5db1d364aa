package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.config.Secret;
import dev.compresh.config.TlsConfig.CertificateFiles;
import dev.compresh.gateway.tls.ReloadedCertificate;
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.gateway.upstream.OutboundSettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes the ways in and out of this machine from the configuration. */
public final class NetworkSetup {
  private NetworkSetup() {}

  /**
   * The way to providers and downloads.
   *
   * @throws CommandFailure where the authorities can't be read
   */
  public static OutboundNetwork outbound(Config config) {
    Secret proxy = config.proxy().url();
    OutboundNetwork network =
        new OutboundNetwork(
            new OutboundSettings(
                proxy == null ? null : proxy.reveal(),
                config.proxy().noProxy(),
                config.tls().caFile()));
    try {
      network.check();
      return network;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.CONFIG, "tls.ca-file: " + e.getMessage() + ".");
    }
  }

  /**
   * Returns what a port shows; null where it speaks plain HTTP.
   *
   * @param port its name in the configuration
   * @throws CommandFailure where the files can't be used
   */
  static @Nullable ReloadedCertificate certificate(String port, @Nullable CertificateFiles files) {
    try {
      return files == null ? null : new ReloadedCertificate(port, files.certificate(), files.key());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.CONFIG, "tls." + port + ": " + e.getMessage() + ".");
    }
  }
}
