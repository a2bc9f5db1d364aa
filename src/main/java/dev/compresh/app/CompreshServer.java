package dev.compresh.app;

import dev.compresh.account.Bootstrap;
import dev.compresh.admin.InstallationStatus;
import dev.compresh.config.Config;
import dev.compresh.observe.AccessLog;
import dev.compresh.observe.LogSetup;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.usage.UsageTotals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The whole program while it serves: simulated provider, assembly, listeners. */
public final class CompreshServer implements AutoCloseable {
  /** As it was at the start; {@link PipelineReloader} has the one in force. */
  private final Config config;

  private final Instant started = Instant.now();
  private final EmbeddedSimulator embeddedSimulator;
  private final @Nullable AccessLog accessLog;
  private final ApplicationContext applicationContext;
  private final HttpServers httpServers;
  private @Nullable ConfigWatch watch;

  /**
   * Starts it.
   *
   * @throws CommandFailure where it can't run
   */
  public CompreshServer(Config config) {
    this.config = config;
    boolean json = json(config);
    LogSetup.apply(config.log().level(), json);
    this.accessLog = config.log().access() ? new AccessLog(System.err, json) : null;
    ExactTokenizers exactTokenizers = new ExactTokenizers();
    // The first request will need it; until the port is open there is a processor to spare.
    Thread.ofPlatform().name("vocabulary").daemon().start(exactTokenizers::o200k);
    this.embeddedSimulator = new EmbeddedSimulator(exactTokenizers);
    try {
      this.applicationContext = new ApplicationContext(config, exactTokenizers, embeddedSimulator);
    } catch (RuntimeException e) {
      embeddedSimulator.close();
      throw e;
    }
    try {
      this.httpServers = new HttpServers(config, applicationContext, accessLog, this::status);
    } catch (RuntimeException e) {
      applicationContext.close();
      embeddedSimulator.close();
      throw e;
    }
  }

  /** Takes changes of the configuration over from now on. */
  public void watch(ConfigSource source) {
    ConfigWatch watching = new ConfigWatch(source, this::take, applicationContext.metrics());
    watch = watching;
    HangupSignal.hear(watching::reload);
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

  /** Applies a configuration; what needs a restart is reported and stays. */
  private List<String> take(Config next) {
    Config before = applicationContext.pipelines().config();
    Config pinned = ConfigPins.pinned(config, next);
    applicationContext.pipelines().configure(pinned);
    applicationContext.catalogues().configure(pinned.models());
    if (!before.log().level().equals(next.log().level())) {
      LogSetup.apply(next.log().level(), json(config));
    }
    return ConfigPins.differing(config, next);
  }

  public ApplicationContext assembly() {
    return applicationContext;
  }

  public HttpServers servers() {
    return httpServers;
  }

  public Bootstrap.BootstrapResult made() {
    return applicationContext.made();
  }

  /** Sums over the requests since 00:00 UTC. */
  public UsageTotals today() {
    Instant now = Instant.now();
    return applicationContext.reports().total(now.truncatedTo(ChronoUnit.DAYS), now.plusSeconds(1));
  }

  private InstallationStatus status(HttpServers running) {
    Instant now = Instant.now();
    UsageTotals today = today();
    return new InstallationStatus(
        ProgramVersion.current(),
        !applicationContext.draining().stopping(),
        running.url(),
        applicationContext.pipelines().config().compress().mode(),
        ProviderText.describe(
            applicationContext.pipelines().offers(), applicationContext.providerHealth()),
        notes(),
        ChronoUnit.SECONDS.between(started, now),
        running.connections(),
        InstallationStatus.TrafficSums.of(today));
  }

  /** Models without a price, named by the operator or used since the start, in one line. */
  public Optional<String> unpriced() {
    SortedSet<String> names =
        UnpricedText.named(
            applicationContext.catalogues().get(),
            applicationContext.pipelines().offers().providers());
    names.addAll(
        UnpricedText.still(applicationContext.catalogues().get(), applicationContext.unpriced()));
    return UnpricedText.line(names, applicationContext.pipelines().config().money());
  }

  /** Returns what an operator should know of. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>(applicationContext.pipelines().notes());
    unpriced().ifPresent(notes::add);
    applicationContext.metrics().clients().hints().forEach(hint -> notes.add(hint.line()));
    ConfigWatch watching = watch;
    if (watching == null) {
      return notes;
    }
    watching.state().faults().forEach(f -> notes.add("the configuration file has errors: " + f));
    watching.state().waiting().forEach(w -> notes.add(w + " takes effect after a restart"));
    return notes;
  }

  /** Stops as an operator expects: not ready at once, running requests within the grace. */
  public void drain() {
    applicationContext.draining().begin();
    try {
      httpServers.shutDown(applicationContext.pipelines().config().server().drainGrace());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    httpServers.close();
    applicationContext.close();
    embeddedSimulator.close();
    if (accessLog != null) {
      accessLog.close();
    }
  }
}
