package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.provider.ProviderStore;
import dev.compresh.provider.ServedModels;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.proxy.LivePipeline;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.edge.EdgeHandler;
import dev.compresh.store.StoreException;
import dev.compresh.store.seal.KeyFault;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the pipeline when what it depends on changes: the configuration, providers, keys. What
 * can't be read leaves the one that is in force.
 */
public final class PipelineReloader {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineReloader.class);

  private final ProviderStore providers;
  private final Supplier<URI> simulator;
  private final Supplier<Catalogue> catalogue;
  private final BiFunction<Config, ProviderRegistry, RequestHandler> making;
  private final ServedModels served;
  private final LivePipeline live;
  private volatile Config config;
  private volatile ProviderRegistry providerRegistry;
  private volatile List<String> notes = List.of();

  /**
   * @param making a pipeline for a configuration and what it offers; cheap, as all that has state
   *     is shared
   * @throws KeyFault where keys are sealed that can't be opened
   */
  PipelineReloader(
      Config config,
      ProviderStore providers,
      Supplier<URI> simulator,
      Supplier<Catalogue> catalogue,
      BiFunction<Config, ProviderRegistry, RequestHandler> making)
      throws KeyFault {
    this.config = config;
    this.served = new ServedModels(new ModelListDownload(NetworkSetup.outbound(config)));
    this.providers = providers;
    this.simulator = simulator;
    this.catalogue = catalogue;
    this.making = making;
    this.providerRegistry = offers(config);
    this.live = new LivePipeline(pipeline(config, providerRegistry));
    providers.onChange(this::refresh);
  }

  private RequestHandler pipeline(Config wanted, ProviderRegistry offered) {
    return new EdgeHandler(making.apply(wanted, offered), wanted.crossOrigin());
  }

  private ProviderRegistry offers(Config wanted) throws KeyFault {
    ProviderStore.AssembledProviders now = providers.assembled(wanted.providers(), simulator);
    note(wanted, now);
    return new ProviderRegistry(now.everybodys(), now.own(), wanted.routing(), catalogue, served);
  }

  /** Routes may name stored providers, so what is missing is known only here. */
  private void note(Config wanted, ProviderStore.AssembledProviders now) {
    Set<String> names =
        Stream.concat(now.everybodys().stream(), now.own().values().stream().flatMap(List::stream))
            .map(Provider::name)
            .collect(Collectors.toSet());
    List<String> absent = wanted.routing().absent(names);
    absent.stream().filter(line -> !notes.contains(line)).forEach(LOG::warn);
    notes = absent;
  }

  /** Returns what an operator should look at. */
  List<String> notes() {
    return notes;
  }

  RequestHandler handler() {
    return live;
  }

  public Config config() {
    return config;
  }

  ProviderRegistry offers() {
    return providerRegistry;
  }

  /** Takes another configuration over, whole or not at all. */
  synchronized void configure(Config next) {
    try {
      ProviderRegistry made = offers(next);
      live.replace(pipeline(next, made));
      providerRegistry = made;
      config = next;
    } catch (KeyFault e) {
      throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
    }
  }

  /** Takes providers and keys over as they are stored now. */
  synchronized void refresh() {
    try {
      configure(config);
    } catch (CommandFailure | StoreException e) {
      LOG.error("reloading providers failed; the previous ones stay in use: {}", e.getMessage());
    }
  }

  /** Returns whether all that an organisation's requests can go to is simulated. */
  boolean isSimulated(String org) {
    return offers().forOrganization(org).router().providers().stream()
        .allMatch(provider -> provider.kind().isSimulated());
  }

  /** Returns the names of providers that are left alone for a while. */
  List<String> listCoolingDown(ProviderHealth providerHealth) {
    return offers().providers().stream()
        .filter(provider -> !providerHealth.state(provider).cooling().isZero())
        .map(Provider::name)
        .distinct()
        .toList();
  }
}
