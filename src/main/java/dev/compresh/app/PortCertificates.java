package dev.compresh.app;

import dev.compresh.config.TlsConfig;
import dev.compresh.gateway.tls.ReloadedCertificate;
import dev.compresh.store.ScheduledTask;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The certificates of the two ports, looked at every second for changed files. */
final class PortCertificates implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final @Nullable ReloadedCertificate clients;
  private final @Nullable ReloadedCertificate admin;
  private final @Nullable ScheduledTask looking;

  /**
   * Reads them.
   *
   * @throws CommandFailure where a file can't be used
   */
  PortCertificates(TlsConfig config) {
    this.clients = NetworkSetup.certificate("clients", config.clients());
    this.admin = NetworkSetup.certificate("admin", config.admin());
    this.looking =
        clients == null && admin == null
            ? null
            : ScheduledTask.start("certificate-watch", PERIOD, this::look);
  }

  private void look() {
    if (clients != null) {
      clients.look();
    }
    if (admin != null) {
      admin.look();
    }
  }

  /** Returns what the clients' port shows; null where it speaks plain HTTP. */
  @Nullable ReloadedCertificate clients() {
    return clients;
  }

  /** The same of the administration port. */
  @Nullable ReloadedCertificate admin() {
    return admin;
  }

  @Override
  public void close() {
    if (looking != null) {
      looking.close();
    }
  }
}
