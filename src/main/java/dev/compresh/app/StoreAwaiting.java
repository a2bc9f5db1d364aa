package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.gateway.AccessListener;
import dev.compresh.gateway.EventLoops;
import dev.compresh.gateway.GatewayOptions;
import dev.compresh.gateway.HttpGateway;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.proxy.HealthAnswers;
import dev.compresh.proxy.Readiness;
import dev.compresh.proxy.StartupReplies;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.OpenException.OpenFailure;
import dev.compresh.store.PostgresSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a server of the store that is away when the program starts. Meanwhile both ports answer
 * that the program lives and is not ready.
 */
final class StoreAwaiting {
  private static final Logger LOG = LoggerFactory.getLogger(StoreAwaiting.class);
  private static final long PAUSE_MILLIS = 1_000;

  private StoreAwaiting() {}

  /** Opens the store, when its server is there. */
  static Database open(Path folder, PostgresSettings settings, Config config) throws OpenException {
    try {
      return Database.open(folder, settings);
    } catch (OpenException e) {
      if (e.reason() != OpenFailure.UNREACHABLE) {
        throw e;
      }
      LOG.error("{} Waiting for it; /health/ready answers 503 until then.", e.getMessage());
      return awaited(folder, settings, config);
    }
  }

  private static Database awaited(Path folder, PostgresSettings settings, Config config)
      throws OpenException {
    EventLoops loops = EventLoops.start();
    UpstreamClient upstream = loops.upstream(UpstreamOptions.DEFAULT);
    DescriptorCapacity capacity = DescriptorCapacity.of(config);
    StartupReplies replies =
        new StartupReplies(new HealthAnswers(ProgramVersion.current(), new AwaitedStore()));
    try (PortCertificates certificates = new PortCertificates(config.tls());
        HttpGateway clients =
            HttpGateway.start(
                loops,
                GatewayOptions.DEFAULT,
                upstream,
                replies,
                AccessListener.NONE,
                capacity.clients(),
                certificates.clients(),
                address(config.server().host(), config.server().port()));
        HttpGateway admin =
            HttpGateway.start(
                loops,
                GatewayOptions.DEFAULT,
                upstream,
                replies,
                AccessListener.NONE,
                capacity.admin(),
                certificates.admin(),
                address(config.admin().host(), config.admin().port()))) {
      LOG.info("listening on the ports {} and {}", clients.port(), admin.port());
      Database database = retried(folder, settings);
      LOG.info("the store is there");
      return database;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.PORT, "Can't listen while waiting for the store: " + e.getMessage());
    } finally {
      loops.close();
    }
  }

  private static InetSocketAddress address(String host, int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  private static Database retried(Path folder, PostgresSettings settings) throws OpenException {
    while (true) {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        return Database.open(folder, settings);
      } catch (OpenException e) {
        if (e.reason() != OpenFailure.UNREACHABLE) {
          throw e;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailure(ExitCode.STORE, "Stopped while waiting for the store.");
      }
    }
  }

  private static final class AwaitedStore implements Readiness {
    @Override
    public boolean stopping() {
      return false;
    }

    @Override
    public boolean ready() {
      return false;
    }

    @Override
    public String reason() {
      return "store_unavailable";
    }
  }
}
