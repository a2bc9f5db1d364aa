package dev.compresh.proxy;

import dev.compresh.account.Authenticator;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.HoldFactors;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.SpendReports;
import dev.compresh.compression.TimeLimit;
import dev.compresh.config.CompressConfig;
import dev.compresh.config.FallbackConfig;
import dev.compresh.config.LimitConfig;
import dev.compresh.config.MoneyConfig;
import dev.compresh.config.PassThroughConfig;
import dev.compresh.config.ServerConfig;
import dev.compresh.dialect.KnownPrompts;
import dev.compresh.limit.RateLimiter;
import dev.compresh.observe.Metrics;
import dev.compresh.observe.trace.SpanSink;
import dev.compresh.observe.trace.TraceSampler;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.proxy.passthrough.BackgroundResponseLog;
import dev.compresh.proxy.passthrough.BatchResultLog;
import dev.compresh.proxy.passthrough.PassThroughHandler;
import dev.compresh.proxy.passthrough.PassThroughSender;
import dev.compresh.regret.RegretLog;
import dev.compresh.regret.SuspendedLayers;
import dev.compresh.regret.WatchedSessions;
import dev.compresh.session.PromptCacheTracker;
import dev.compresh.session.Sessions;
import dev.compresh.session.held.HeldObjects;
import dev.compresh.token.TokenizerRegistry;
import dev.compresh.usage.CacheAdviceLog;
import dev.compresh.usage.EventIds;
import dev.compresh.usage.ShadowLog;
import dev.compresh.usage.UsageLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts of the pipeline. */
public record PipelineParts(
    AccountParts accounts,
    RoutingParts routing,
    CompressionParts compression,
    MoneyParts money,
    RecordParts records) {
  /** Bound of what is kept of prompts that were sent: some 20 bytes a message. */
  private static final long SENT_BYTES = 16 << 20;

  /** The parts for authentication and rate limits. */
  public record AccountParts(
      Authenticator authenticator, RateLimiter limiter, LimitConfig limits) {}

  /**
   * The parts for routing.
   *
   * @param held what providers hold, to which requests come back
   * @param passThrough requests that are passed on
   */
  public record RoutingParts(
      ProviderRegistry offers,
      ProviderHealth health,
      FallbackConfig fallback,
      Supplier<Catalogue> catalogue,
      HeldObjects held,
      PassThroughParts passThrough) {}

  /**
   * The parts for requests that are passed on.
   *
   * @param severalOrganizations whether several organisations use the installation
   */
  public record PassThroughParts(
      PassThroughConfig config,
      BatchResultLog batches,
      BackgroundResponseLog responses,
      BooleanSupplier severalOrganizations) {}

  /**
   * The parts that parse, count and compress prompts.
   *
   * @param known prompts that came before
   * @param trimmed what clients have trimmed; null where turns are not stored
   * @param sent what was sent, of conversations that are bound to it
   */
  public record CompressionParts(
      KnownPrompts known,
      TokenizerRegistry tokenizers,
      CompressorRegistry compressors,
      CompressConfig config,
      @Nullable TrimmedTurns trimmed,
      SentParts sent) {}

  /**
   * The parts that record what was sent.
   *
   * @param earlier how sessions were served of which nothing is kept there
   */
  public record SentParts(SentHistories histories, EarlierTraffic earlier) {}

  /** The parts for budgets and prices. */
  public record MoneyParts(
      dev.compresh.budget.Budget budget,
      CapTable caps,
      Ledger ledger,
      SpendReports spending,
      HoldFactors factors,
      MoneyConfig config,
      UnpricedModels unpriced) {}

  /**
   * The parts that record requests.
   *
   * @param sent what was sent of each conversation, for the turn after it
   * @param watch sees prompts as they are forwarded
   * @param tracing follows requests for traces and log lines
   */
  public record RecordParts(
      UsageLog log,
      Sessions sessions,
      TagClouds clouds,
      PromptCacheTracker sent,
      BackgroundParts background,
      Metrics metrics,
      PromptWatch watch,
      RequestTracing tracing) {

    public RecordParts(
        UsageLog log,
        Sessions sessions,
        TagClouds clouds,
        BackgroundParts backgroundParts,
        Metrics metrics) {
      this(
          log,
          sessions,
          clouds,
          new PromptCacheTracker(SENT_BYTES, sessions),
          backgroundParts,
          metrics,
          PromptWatch.NONE,
          new RequestTracing(new TraceSampler(0), SpanSink.NONE, false, metrics));
    }
  }

  /** The parts that record in the background. */
  public record BackgroundParts(
      BackgroundQueue queue, ShadowLog shadow, RegretParts regrets, CacheAdviceLog advice) {}

  /**
   * The parts that record regrets.
   *
   * @param sessions what is remembered of sessions; used in the background alone
   */
  public record RegretParts(WatchedSessions sessions, RegretLog log, SuspendedLayers suspended) {}

  /**
   * The pipeline over these parts.
   *
   * @param uploads a folder where large forms may wait, encrypted
   */
  public RequestPipeline pipeline(
      ServerConfig server, Path uploads, HealthAnswers health, InstantSource clock) {
    CompressConfig config = compression.config;
    Metrics metrics = records.metrics;
    TimeLimit limit = new TimeLimit(config.timeBudget().toNanos());
    PromptCaching caching =
        new PromptCaching(
            new CacheMemories(records.sessions, clock),
            new PromptSizes(compression.tokenizers, compression.compressors),
            routing.catalogue,
            clock,
            task -> records.background.queue.offer(0, task));
    PlanSurroundings around =
        new PlanSurroundings(
            new ContextWindow(routing.catalogue, config.contextWindow()),
            new CacheWatch(records.sent, records.sessions, clock),
            compression.sent.histories,
            records.background.regrets.suspended,
            caching);
    PromptCompressor compressing =
        new PromptCompressor(
            compression.tokenizers,
            compression.compressors,
            limit,
            config.skipTools(),
            compression.trimmed,
            around,
            metrics);
    PriceLookup priceLookup =
        new PriceLookup(routing.catalogue, money.config.fallbackPrice(), money.unpriced);
    CostEstimator costEstimator =
        new CostEstimator(priceLookup, routing.catalogue, money.factors, money.config);
    HeldObjectRouter held = new HeldObjectRouter(routing.held);
    PassThroughHandler passing =
        new PassThroughHandler(
            routing.offers,
            new MoneyGate(
                new UnheldMoney(money.budget, clock, metrics),
                priceLookup,
                routing.catalogue,
                routing.passThrough.severalOrganizations,
                metrics),
            new PassThroughSender(
                routing.held,
                routing.passThrough.batches,
                routing.passThrough.responses,
                records.log,
                metrics,
                clock),
            routing.passThrough.config.isUnknownAllowed(),
            server.maxBody(),
            server.maxUpload());
    RequestSettler requestSettler =
        new RequestSettler(
            records.log,
            new EventIds(),
            records.sessions,
            records.clouds,
            compression.tokenizers,
            new SavingsCalculator(records.sent, routing.catalogue, priceLookup, metrics),
            new FigureSource(routing.catalogue, costEstimator, metrics),
            routing.passThrough.responses,
            metrics,
            clock);
    KeyRateLimit rate = new KeyRateLimit(accounts.limiter, accounts.limits.requestsPerMinute());
    List<SettlementObserver> observers = observers(compressing, costEstimator, held, caching);
    Function<ProviderRegistry, StageList> stages =
        offers ->
            new StageList(
                List.of(
                    new AuthenticateStage(accounts.authenticator, rate, metrics),
                    new RateLimitStage(rate, clock, metrics),
                    new ReadBodyStage(Math.toIntExact(server.maxBody())),
                    new ParsePromptStage(compression.known),
                    new ResolveSessionStage(records.sessions.earlier()),
                    new RouteStage(offers, routing.catalogue, config),
                    new AuthorizeStage(
                        new RoutingPolicy(routing.health, routing.catalogue, config), held),
                    new CheckBudgetStage(money.budget, costEstimator, clock, metrics),
                    new CheckParametersStage(),
                    new CompressStage(
                        new ConversationBinder(
                            compression.sent.histories, compression.sent.earlier, routing.health),
                        compressing),
                    new CheckLengthStage(),
                    new ReserveStage(money.budget, costEstimator, metrics),
                    new ForwardStage(
                        new FallbackAttempts.FallbackParts(
                            routing.health, routing.fallback, metrics),
                        records.tracing),
                    new SettleStage(requestSettler, observers)));
    return new RequestPipeline(
        new LocalEndpoints(
            health,
            new ModelAnswers(routing.offers),
            new KeyAnswer(
                new KeyMoney(money.caps, money.ledger, money.spending, clock), routing.catalogue)),
        stages.apply(routing.offers),
        requestSettler,
        server.maxBody(),
        new UploadLimits(server.maxUpload(), uploads),
        new AudioPricing(routing.catalogue),
        records.tracing,
        passing,
        new ClientCredentials(routing.offers, stages));
  }

  /**
   * Returns what watches requests besides their settlement, in the order in which it is notified.
   */
  private List<SettlementObserver> observers(
      PromptCompressor compressing,
      CostEstimator costEstimator,
      HeldObjectRouter held,
      PromptCaching caching) {
    BackgroundParts background = records.background;
    return List.of(
        held,
        new CountLearner(costEstimator),
        new ShadowPlanner(
            compressing, background.queue, background.shadow, new EventIds(), records.metrics),
        new RegretObserver(
            compressing,
            background.queue,
            background.regrets,
            compression.config.suspendsLayers(),
            records.metrics),
        caching,
        new CacheAdviceObserver(background.queue, background.advice, routing.catalogue),
        new PromptWatchObserver(records.watch),
        new TraceObserver(records.tracing));
  }
}
