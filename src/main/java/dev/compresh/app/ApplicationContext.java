package dev.compresh.app;

import dev.compresh.account.Authenticator;
import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.LastUse;
import dev.compresh.account.admin.PeekPolicy;
import dev.compresh.admin.CatalogueRefresh;
import dev.compresh.admin.ModelRoutes;
import dev.compresh.admin.ProviderRoutes;
import dev.compresh.admin.ProviderService;
import dev.compresh.admin.SettingRoutes;
import dev.compresh.admin.peek.PeekDesk;
import dev.compresh.admin.trial.TrialRoutes;
import dev.compresh.audit.AuditLog;
import dev.compresh.audit.AuditRetention;
import dev.compresh.compression.CompressionStages;
import dev.compresh.config.Config;
import dev.compresh.dialect.KnownPrompts;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.provider.ProviderStore;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.proxy.BackgroundQueue;
import dev.compresh.proxy.CompressorRegistry;
import dev.compresh.proxy.EarlierUsage;
import dev.compresh.proxy.HealthAnswers;
import dev.compresh.proxy.PipelineParts;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestTracing;
import dev.compresh.proxy.SentHistories;
import dev.compresh.proxy.TagClouds;
import dev.compresh.proxy.TrimmedTurns;
import dev.compresh.proxy.passthrough.BackgroundResponseLog;
import dev.compresh.proxy.passthrough.BatchResultLog;
import dev.compresh.session.PromptCacheTracker;
import dev.compresh.session.SessionReports;
import dev.compresh.session.Sessions;
import dev.compresh.session.StateSeal;
import dev.compresh.session.held.HeldObjects;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.seal.InstallationSecret;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.KeyLock;
import dev.compresh.store.seal.Keyring;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.TokenizerRegistry;
import dev.compresh.usage.CacheAdviceLog;
import dev.compresh.usage.RollupBackfill;
import dev.compresh.usage.ServedSessions;
import dev.compresh.usage.ShadowLog;
import dev.compresh.usage.UsageLog;
import dev.compresh.usage.UsageReports;
import dev.compresh.usage.UsageRetention;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wires the program by constructors: everything between the store below and the handler above. What
 * listens is {@link HttpServers}'.
 */
public final class ApplicationContext implements AutoCloseable {
  /** Bytes of prompts that may wait for work which no request waits for. */
  private static final long BACKGROUND_BYTES = 64 << 20;

  /** Share of the heap for them, where that is less. */
  private static final long BACKGROUND_SHARE = 32;

  private final Database database;
  private final LastUse lastUse;
  private final MoneyServices moneyServices;
  private final UsageLog usageLog;
  private final UsageReports reports;
  private final Sessions sessions;
  private final HeldObjects held;
  private final CatalogueService catalogueService;
  private final @Nullable ScheduledTask refreshing;
  private final TagClouds clouds;
  private final @Nullable TurnStore turns;
  private final SentLedger sentLedger;
  private final Bootstrap.BootstrapResult bootstrapResult;
  private final Metrics metrics = new Metrics();
  private final TelemetryServices telemetry;
  private final BackgroundQueue background;
  private final ExactTokenizers exactTokenizers;
  private final DrainFlag drainFlag;
  private final HealthAnswers health;
  private final ProviderHealth providerHealth = new ProviderHealth();
  private final Keyring keyring;
  private final ProviderStore providers;
  private final PipelineReloader pipelineReloader;
  private final KeyLock keyLock;
  private final OidcServices oidc;
  private final RateLimiters limits;
  private final AdminSide admin;
  private final @Nullable AuditRetention auditRetention;
  private final AlertServices alerts;
  private final RollupBackfill rollupBackfill;
  private final UsageRetention usageRetention;

  /**
   * Wires it.
   *
   * @param exactTokenizers loaded when first needed
   * @param simulator where the simulated provider listens
   * @throws CommandFailure where the store can't be opened, or a key that is needed is none
   */
  ApplicationContext(Config config, ExactTokenizers exactTokenizers, Supplier<URI> simulator) {
    this.exactTokenizers = exactTokenizers;
    this.telemetry = new TelemetryServices(config.telemetry(), metrics);
    long heap = Runtime.getRuntime().maxMemory();
    CacheShares caches = CacheShares.of(config.memory(), heap);
    InstantSource clock = InstantSource.system();
    this.database = StoreOpening.open(config);
    KeyDirectory keyDirectory = new KeyDirectory(database, clock);
    AuditLog auditLog = new AuditLog(database, clock);
    this.bootstrapResult = StoreOpening.bootstrap(database, config, keyDirectory, clock);
    this.keyring = MasterKeys.open(config, database);
    this.keyLock = MasterKeys.lock(keyring, database);
    this.turns = StoredTurns.open(config, database, keyring);
    this.sentLedger = SentLedgers.open(database, keyring, clock, caches.sentLedger());
    this.providers = new ProviderStore(database, keyring, clock);
    this.lastUse = new LastUse(database);
    this.moneyServices = new MoneyServices(database, auditLog, metrics, clock);
    this.usageLog = new UsageLog(database, moneyServices.bookkeeping());
    this.rollupBackfill = new RollupBackfill(database);
    this.usageRetention = RetentionStart.start(database, config.data(), clock);
    this.reports = new UsageReports(database);
    StateSeal states = new StateSeal(keyring);
    this.sessions = new Sessions(database, states, clock, caches.sessions());
    this.held = new HeldObjects(database, clock);
    this.clouds = new TagClouds(sessions);
    this.drainFlag =
        new DrainFlag(
            () -> database.isWithinGrace() || database.usable(),
            () -> database.isWithinGrace() || usageLog.isStoring());
    this.health = new HealthAnswers(ProgramVersion.current(), drainFlag);
    metrics.gauge(MetricDefinition.USAGE_LOST, usageLog::lost);
    metrics.gauge(MetricDefinition.USAGE_STORING, () -> usageLog.isStoring() ? 1 : 0);
    metrics.gauge(MetricDefinition.SENT_FAILURES, sentLedger::failures);
    metrics.gauge(MetricDefinition.HELD_LOST, held::lost);
    metrics.gauge(MetricDefinition.SENT_REFUSED, sentLedger::refused);

    this.catalogueService = new CatalogueService(database, config.models(), clock);
    TrimmedTurns trimmed =
        turns == null ? null : new TrimmedTurns(turns, catalogueService, clock, caches.turns());
    Authenticator authenticator = new Authenticator(keyDirectory, lastUse, clock);
    this.limits = RateLimiters.open(config, database, metrics, clock);
    KnownPrompts known = new KnownPrompts(caches.bodies());
    TokenizerRegistry tokenizerRegistry = new TokenizerRegistry(exactTokenizers);
    CompressionStages stages =
        new CompressionStages(
            MarkerSecret.markers(
                config,
                new InstallationSecret(database, keyring, MarkerSecret.PURPOSE),
                new SessionReports(database, states),
                clock));
    CompressorRegistry compressorRegistry = new CompressorRegistry(stages, caches.compressor());
    metrics.gauge(MetricDefinition.COMPRESSION_LAYERS_DROPPED, compressorRegistry::dropped);
    PipelineParts.SentParts sentParts =
        new PipelineParts.SentParts(
            new SentHistories(sentLedger, caches.sentHistories()),
            new EarlierUsage(new ServedSessions(database)));
    this.background =
        new BackgroundQueue(
            "background-plans", Math.min(BACKGROUND_BYTES, heap / BACKGROUND_SHARE));
    ShadowLog shadow = new ShadowLog(database);
    metrics.gauge(MetricDefinition.BACKGROUND_SKIPPED, background::skipped);
    metrics.gauge(MetricDefinition.SHADOW_LOST, shadow::lost);
    this.oidc = new OidcServices(config, database, keyDirectory, auditLog, clock);
    PeekPolicy peekPolicy = new PeekPolicy(keyDirectory, auditLog);
    PeekDesk peeks = new PeekDesk(clock, peekPolicy::isAllowed);
    PipelineParts.RecordParts recordParts =
        new PipelineParts.RecordParts(
            usageLog,
            sessions,
            clouds,
            new PromptCacheTracker(
                caches.sentPrompts(), config.database().url() == null ? null : sessions),
            new PipelineParts.BackgroundParts(
                background,
                shadow,
                RegretServices.wire(database, metrics, clock, caches.watchedSessions()),
                new CacheAdviceLog(database)),
            metrics,
            peeks,
            telemetry.tracing());
    // Everything with state is above; what follows is rebuilt where the configuration changes.
    this.pipelineReloader =
        pipelines(
            config,
            simulator,
            catalogueService,
            (now, providerRegistry) ->
                new PipelineParts(
                        new PipelineParts.AccountParts(
                            authenticator, limits.limiter(), now.limits()),
                        new PipelineParts.RoutingParts(
                            providerRegistry,
                            providerHealth,
                            now.fallback(),
                            catalogueService,
                            held,
                            new PipelineParts.PassThroughParts(
                                now.passThrough(),
                                new BatchResultLog(database),
                                new BackgroundResponseLog(database),
                                new OrganizationCount(database)::isSeveral)),
                        new PipelineParts.CompressionParts(
                            known,
                            tokenizerRegistry,
                            compressorRegistry,
                            now.compress(),
                            trimmed,
                            sentParts),
                        moneyServices.parts(now.money()),
                        recordParts)
                    .pipeline(now.server(), now.data().uploads(), health, clock));
    this.admin =
        new AdminSide(
            config.admin(),
            database,
            keyDirectory,
            states,
            auditLog,
            oidc,
            () -> pipelineReloader.config().limits().requestsPerMinute(),
            clock);
    Duration kept = config.admin().auditRetention();
    admin.addAttention(
        database,
        () -> pipelineReloader.listCoolingDown(providerHealth),
        usageLog::lost,
        metrics.clients()::hints,
        clock);
    this.auditRetention = kept == null ? null : new AuditRetention(auditLog, kept, clock);
    this.alerts =
        new AlertServices(
            config.alerts(),
            NetworkSetup.outbound(config),
            database,
            keyring,
            metrics,
            () -> pipelineReloader.listCoolingDown(providerHealth),
            clock);
    admin.add(alerts.routes());
    admin.add(moneyServices.routes(() -> pipelineReloader.config().money()));
    admin.addPeeks(peeks, peekPolicy, auditLog);
    admin.addTurns(turns);
    admin.add(new SettingRoutes(() -> pipelineReloader.config().settings()).routes());
    admin.addLive(database, usageLog);
    admin.addPlayground(keyDirectory, usageLog, clock);
    admin.add(
        new TrialRoutes(
                TrialSetup.engine(
                    exactTokenizers,
                    stages,
                    () -> pipelineReloader.config().compress(),
                    catalogueService),
                clock,
                heap)
            .routes());
    CatalogueRefresh refresh =
        new CatalogueRefresh(
            database, catalogueService, auditLog, new FactsDownload(NetworkSetup.outbound(config)));
    this.refreshing =
        CatalogueSchedule.startIfSet(config.catalogue(), refresh, catalogueService, metrics, clock);
    admin.add(new ModelRoutes(database, catalogueService, refresh, auditLog).routes());
    admin.add(
        new ProviderRoutes(
                new ProviderService(
                    database,
                    providers,
                    auditLog,
                    () -> pipelineReloader.config().providers(),
                    pipelineReloader::refresh),
                pipelineReloader::offers,
                providerHealth,
                NetworkSetup.outbound(config))
            .routes());
    alerts.start();
  }

  private PipelineReloader pipelines(
      Config config,
      Supplier<URI> simulator,
      Supplier<Catalogue> catalogue,
      BiFunction<Config, ProviderRegistry, RequestHandler> making) {
    try {
      return new PipelineReloader(config, providers, simulator, catalogue, making);
    } catch (KeyFault e) {
      close();
      throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
    }
  }

  RequestHandler pipeline() {
    return pipelineReloader.handler();
  }

  public PipelineReloader pipelines() {
    return pipelineReloader;
  }

  ProviderHealth providerHealth() {
    return providerHealth;
  }

  AdminSide admin() {
    return admin;
  }

  HealthAnswers health() {
    return health;
  }

  Metrics metrics() {
    return metrics;
  }

  /** Returns what follows requests for traces. */
  RequestTracing tracing() {
    return telemetry.tracing();
  }

  UsageReports reports() {
    return reports;
  }

  /** Models without a price that have served requests since the start. */
  List<String> unpriced() {
    return moneyServices.unpriced();
  }

  CatalogueService catalogues() {
    return catalogueService;
  }

  public ExactTokenizers encodings() {
    return exactTokenizers;
  }

  /** Returns what was sent in each session. */
  SentLedger sentLedger() {
    return sentLedger;
  }

  DrainFlag draining() {
    return drainFlag;
  }

  /** Returns what the first start has made, to be shown once. */
  Bootstrap.BootstrapResult made() {
    return bootstrapResult;
  }

  /** Writes what is still in memory, then closes the store. */
  @Override
  public void close() {
    oidc.close();
    alerts.close();
    rollupBackfill.close();
    usageRetention.close();
    if (auditRetention != null) {
      auditRetention.close();
    }
    if (refreshing != null) {
      refreshing.close();
    }
    background.close();
    usageLog.close();
    moneyServices.close();
    clouds.close();
    if (turns != null) {
      turns.close();
    }
    sentLedger.close();
    held.close();
    limits.close();
    sessions.close();
    lastUse.close();
    database.close();
    keyLock.close();
    telemetry.close();
  }
}
