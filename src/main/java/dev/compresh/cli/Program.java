package dev.compresh.cli;

import dev.compresh.account.FirstStart;
import dev.compresh.admin.Status;
import dev.compresh.config.Config;
import dev.compresh.observe.AccessLog;
import dev.compresh.observe.LogSetup;
import dev.compresh.sim.SimOptions;
import dev.compresh.sim.SimProvider;
import dev.compresh.token.Encodings;
import dev.compresh.usage.Totals;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The whole program while it serves: simulated provider, assembly, listeners. */
final class Program implements AutoCloseable {
  private final Config config;
  private final Instant started = Instant.now();
  private final @Nullable SimProvider simulator;
  private final @Nullable AccessLog accessLog;
  private final Assembly assembly;
  private final Servers servers;

  /**
   * Starts it.
   *
   * @throws Stop where it can't run
   */
  Program(Config config) {
    this.config = config;
    boolean json = json(config);
    LogSetup.apply(config.log().level(), json);
    this.accessLog = config.log().access() ? new AccessLog(System.err, json) : null;
    Encodings encodings = new Encodings();
    // The first request will need it; until the port is open there is a processor to spare.
    Thread.ofPlatform().name("vocabulary").daemon().start(encodings::o200k);
    this.simulator = simulator(config, encodings);
    try {
      URI simulated = URI.create(simulator == null ? "http://sim" : simulator.url());
      this.assembly = new Assembly(config, encodings, simulated);
    } catch (RuntimeException e) {
      closeSimulator();
      throw e;
    }
    try {
      this.servers = new Servers(config, assembly, accessLog, this::status);
    } catch (RuntimeException e) {
      assembly.close();
      closeSimulator();
      throw e;
    }
  }

  /** People read a terminal, programs read what is piped; JDK 25 again gives those no console. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean json(Config config) {
    return switch (config.log().format()) {
      case "json" -> true;
      case "text" -> false;
      default -> System.console() == null || !System.console().isTerminal();
    };
  }

  private static @Nullable SimProvider simulator(Config config, Encodings encodings) {
    boolean wanted =
        config.providers().stream()
            .anyMatch(p -> p.kind().equals("simulated") && p.baseUrl() == null);
    if (!wanted) {
      return null;
    }
    SimOptions options = SimOptions.quiet().withTokenizer(text -> encodings.o200k().count(text));
    try {
      return SimProvider.start(0, options);
    } catch (IOException e) {
      throw new Stop(
          Exit.PORT, "The simulated provider can't listen on loopback: " + e.getMessage());
    }
  }

  private void closeSimulator() {
    if (simulator != null) {
      simulator.close();
    }
  }

  Assembly assembly() {
    return assembly;
  }

  Servers servers() {
    return servers;
  }

  FirstStart.Made made() {
    return assembly.made();
  }

  private Status status(Servers running) {
    Instant now = Instant.now();
    Totals today = assembly.reports().total(now.truncatedTo(ChronoUnit.DAYS), now.plusSeconds(1));
    return new Status(
        Version.current(),
        !assembly.draining().stopping(),
        running.url(),
        config.compress().mode(),
        ProviderText.of(config),
        ChronoUnit.SECONDS.between(started, now),
        running.connections(),
        Status.Sums.of(today));
  }

  /** Stops as an operator expects: not ready at once, running requests within the grace. */
  void drain() {
    assembly.draining().begin();
    try {
      servers.shutDown(config.server().drainGrace());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  @Override
  public void close() {
    servers.close();
    assembly.close();
    closeSimulator();
    if (accessLog != null) {
      accessLog.close();
    }
  }
}
