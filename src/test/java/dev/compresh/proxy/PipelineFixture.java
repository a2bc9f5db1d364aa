package dev.compresh.proxy;

import dev.compresh.account.Authenticator;
import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.KeyOptions;
import dev.compresh.account.LastUse;
import dev.compresh.budget.Budget;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.HoldFactors;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.SpendRecorder;
import dev.compresh.budget.SpendReports;
import dev.compresh.compression.LayerFactory;
import dev.compresh.config.CompressConfig;
import dev.compresh.config.FallbackConfig;
import dev.compresh.config.LimitConfig;
import dev.compresh.config.MoneyConfig;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.RouteRule;
import dev.compresh.config.RoutingConfig;
import dev.compresh.config.Secret;
import dev.compresh.config.ServerConfig;
import dev.compresh.dialect.KnownPrompts;
import dev.compresh.http.Headers;
import dev.compresh.limit.LocalRateLimiter;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.regret.RegretLog;
import dev.compresh.regret.SuspendedLayers;
import dev.compresh.regret.WatchedSessions;
import dev.compresh.session.Sessions;
import dev.compresh.session.StateSeals;
import dev.compresh.session.held.HeldObjects;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.store.Database;
import dev.compresh.store.FolderInstances;
import dev.compresh.store.OpenException;
import dev.compresh.store.seal.MasterKey;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.TokenizerRegistry;
import dev.compresh.usage.CacheAdviceLog;
import dev.compresh.usage.ShadowLog;
import dev.compresh.usage.UsageLog;
import dev.compresh.usage.UsageReports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A pipeline over a store of its own, without a server. */
final class PipelineFixture implements AutoCloseable {
  static final String KEY = "comp_" + "k".repeat(27);
  static final String CHAT = "/v1/chat/completions";

  private static final ExactTokenizers ENCODINGS = new ExactTokenizers();

  final Database database;
  final KeyDirectory keys;
  final CatalogueService catalogues;
  final Metrics metrics = new Metrics();
  final Budget budget;
  final UsageLog usageLog;
  final UsageReports reports;
  final Sessions sessions;
  final HeldObjects held;
  final SuspendedLayers suspended;
  final BackgroundQueue background = new BackgroundQueue("test-background", 8 << 20);
  private final TagClouds clouds;
  private final @Nullable TurnStore turns;
  private final LastUse lastUse;
  private final RequestPipeline pipeline;
  private boolean ready = true;

  private PipelineFixture(Path folder, PipelineSetup pipelineSetup) throws OpenException {
    InstantSource clock = pipelineSetup.clock;
    database = Database.open(folder);
    keys = new KeyDirectory(database, clock);
    new Bootstrap(database, keys, clock).run(KEY);
    lastUse = new LastUse(database);
    budget = new Budget(database, new FolderInstances(folder), clock);
    usageLog =
        new UsageLog(database, new SpendBookkeeper(new SpendRecorder(budget, clock, _ -> {})));
    reports = new UsageReports(database);
    sessions = new Sessions(database, StateSeals.of(database), clock);
    suspended = new SuspendedLayers(database);
    held = new HeldObjects(database, clock);
    clouds = new TagClouds(sessions);
    List<Provider> providers =
        pipelineSetup.providers.stream()
            .map(p -> Provider.of(p, URI.create("http://127.0.0.1:9")))
            .toList();
    RoutingConfig routing = new RoutingConfig(pipelineSetup.rules, pipelineSetup.refuseUnknown);
    catalogues = new CatalogueService(database, List.of(), clock);
    Supplier<Catalogue> known = catalogues;
    turns =
        pipelineSetup.stored == null
            ? null
            : new TurnStore(database, pipelineSetup.stored.seal("turns"));
    TrimmedTurns trimmed = turns == null ? null : new TrimmedTurns(turns, known, clock);
    CompressConfig compress =
        new CompressConfig(
            pipelineSetup.mode,
            pipelineSetup.objective,
            Duration.ofMinutes(1),
            Set.of(),
            pipelineSetup.holdOut,
            Duration.ZERO,
            0,
            true,
            pipelineSetup.cache);
    PipelineParts parts =
        new PipelineParts(
            new PipelineParts.AccountParts(
                new Authenticator(keys, lastUse, clock),
                new LocalRateLimiter(),
                new LimitConfig(pipelineSetup.rate)),
            new PipelineParts.RoutingParts(
                new ProviderRegistry(providers, Map.of(), routing, known),
                new ProviderHealth(),
                FallbackConfig.DEFAULT,
                known,
                held,
                pipelineSetup.passing.parts(database)),
            new PipelineParts.CompressionParts(
                new KnownPrompts(8 << 20),
                new TokenizerRegistry(ENCODINGS),
                new CompressorRegistry(pipelineSetup.layerFactory, 8 << 20),
                compress,
                trimmed,
                new PipelineParts.SentParts(
                    new SentHistories(pipelineSetup.sent, 8 << 20), pipelineSetup.earlier)),
            new PipelineParts.MoneyParts(
                budget,
                new CapTable(database),
                new Ledger(database),
                new SpendReports(database),
                new HoldFactors(database, clock),
                pipelineSetup.money,
                new UnpricedModels(metrics)),
            new PipelineParts.RecordParts(
                usageLog,
                sessions,
                clouds,
                new PipelineParts.BackgroundParts(
                    background,
                    new ShadowLog(database),
                    new PipelineParts.RegretParts(
                        new WatchedSessions(8 << 20, Map::of), new RegretLog(database), suspended),
                    new CacheAdviceLog(database)),
                metrics));
    ServerConfig server =
        new ServerConfig("127.0.0.1", 0, pipelineSetup.largest, 1 << 20, Duration.ofSeconds(1));
    pipeline =
        parts.pipeline(
            server, folder.resolve("uploads"), new HealthAnswers("1.2.3", () -> ready), clock);
  }

  List<String> stageNames() {
    return pipeline.stageNames();
  }

  /** What a test may choose. Every choice gives a copy. */
  static final class PipelineSetup implements Cloneable {
    private List<ProviderConfig> providers =
        List.of(
            ProviderConfig.of("openai", "openai", null, new Secret("sk-openai")),
            ProviderConfig.of("anthropic", "anthropic", null, new Secret("sk-ant")));
    private List<RouteRule> rules = List.of();
    private boolean refuseUnknown;
    private String mode = "balanced";
    private String objective = "tokens";
    private int rate = 2_000;
    private LayerFactory layerFactory = compressionPolicy -> List.of();
    private int holdOut;
    private String cache = "passthrough";
    private InstantSource clock = InstantSource.system();
    private @Nullable MasterKey stored;
    private MoneyConfig money = MoneyConfig.DEFAULT;
    private SentLedger sent = new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT);
    private EarlierTraffic earlier = _ -> EarlierTraffic.ServedState.RAW;
    private int largest = 64 << 10;
    private PassThroughSetup passing = PassThroughSetup.PLAIN;

    static PipelineSetup plain() {
      return new PipelineSetup();
    }

    private PipelineSetup with(Consumer<PipelineSetup> choice) {
      try {
        PipelineSetup copy = (PipelineSetup) clone();
        choice.accept(copy);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    PipelineSetup mode(String value) {
      return with(s -> s.mode = value);
    }

    PipelineSetup objective(String value) {
      return with(s -> s.objective = value);
    }

    PipelineSetup rate(int value) {
      return with(s -> s.rate = value);
    }

    PipelineSetup layers(LayerFactory value) {
      return with(s -> s.layerFactory = value);
    }

    PipelineSetup stored(MasterKey key) {
      return with(s -> s.stored = key);
    }

    PipelineSetup holdOut(int value) {
      return with(s -> s.holdOut = value);
    }

    /** Whether breakpoints are set; most tests compare bytes, and want none. */
    PipelineSetup cache(String value) {
      return with(s -> s.cache = value);
    }

    PipelineSetup clock(InstantSource value) {
      return with(s -> s.clock = value);
    }

    PipelineSetup sent(SentLedger value) {
      return with(s -> s.sent = value);
    }

    PipelineSetup providers(ProviderConfig... value) {
      return with(s -> s.providers = List.of(value));
    }

    PipelineSetup rules(boolean refuse, RouteRule... value) {
      return with(
          s -> {
            s.refuseUnknown = refuse;
            s.rules = List.of(value);
          });
    }

    PipelineSetup passing(PassThroughSetup value) {
      return with(s -> s.passing = value);
    }

    PipelineSetup money(MoneyConfig value) {
      return with(s -> s.money = value);
    }

    PipelineSetup earlier(EarlierTraffic value) {
      return with(s -> s.earlier = value);
    }

    /** Takes bodies of so many bytes. */
    PipelineSetup largest(int value) {
      return with(s -> s.largest = value);
    }

    PipelineFixture in(Path folder) {
      try {
        return new PipelineFixture(folder, this);
      } catch (OpenException e) {
        throw new AssertionError(e);
      }
    }
  }

  static PipelineFixture in(Path folder) {
    return PipelineSetup.plain().in(folder);
  }

  void ready(boolean value) {
    ready = value;
  }

  RequestPipeline pipeline() {
    return pipeline;
  }

  /** A further key of the owner's organisation. */
  String newKey(KeyOptions options) {
    var first = keys.list(null).getFirst();
    return keys.create(first.orgId(), first.userId(), options).secret();
  }

  static RequestHead head(String method, String path, @Nullable String query, Headers headers) {
    return new RequestHead(
        "req_test", System.nanoTime(), method, path, query, headers, "127.0.0.1");
  }

  /** Headers of a request with the first key and JSON, and more. */
  static Headers headers(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("authorization", "Bearer " + KEY, "content-type", "application/json"));
    all.addAll(List.of(more));
    return Headers.of(all.toArray(String[]::new));
  }

  /** What becomes of a request. */
  BodyOutcome ask(RequestHead head, byte[] body) {
    return switch (pipeline.admit(head)) {
      case BodyOutcome.LocalReply localReply -> localReply;
      case RequestHandler.AdmittedHead admittedHead -> admittedHead.proceed(body);
      case RequestHandler.AdmittedUpload upload -> throw new AssertionError("an upload: " + upload);
      case BodyOutcome.StreamReply stream -> throw new AssertionError("a stream: " + stream);
    };
  }

  BodyOutcome post(String path, String body, String... more) {
    return ask(head("POST", path, null, headers(more)), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer of Compresh itself to a post. */
  BodyOutcome.LocalReply refused(String path, String body, String... more) {
    return (BodyOutcome.LocalReply) post(path, body, more);
  }

  /** What is forwarded of a post. */
  ForwardRequest forwarded(String path, String body, String... more) {
    BodyOutcome bodyOutcome = post(path, body, more);
    if (bodyOutcome instanceof BodyOutcome.LocalReply localReply) {
      throw new AssertionError("not forwarded: " + text(localReply));
    }
    return ((BodyOutcome.ForwardOutcome) bodyOutcome).forward();
  }

  BodyOutcome.LocalReply get(String path, String... more) {
    return (BodyOutcome.LocalReply) ask(head("GET", path, null, headers(more)), new byte[0]);
  }

  static String text(BodyOutcome.LocalReply localReply) {
    return new String(localReply.body(), StandardCharsets.UTF_8);
  }

  static String text(ForwardRequest forwardRequest) {
    return new String(forwardRequest.attempts().first().body(), StandardCharsets.UTF_8);
  }

  static AnswerDelivery delivered(
      AnswerDelivery.DeliveryEnding deliveryEnding, dev.compresh.dialect.@Nullable Usage usage) {
    return new AnswerDelivery(
        deliveryEnding, 200, usage, usage == null ? 7 : 0, 100, 2_000_000, 5_000_000, 0, 1);
  }

  /** A header that {@code forward} adds to the client's answer. */
  static String added(ForwardRequest forwardRequest, String name) {
    return Objects.requireNonNull(forwardRequest.answerHeaders().first(name), name);
  }

  /** All usage events so far are in the store once this returns. */
  void flush() {
    background.close();
    usageLog.close();
    clouds.close();
    if (turns != null) {
      turns.close();
    }
    sessions.close();
  }

  Instant soon() {
    return Instant.now().plusSeconds(5);
  }

  @Override
  public void close() {
    flush();
    held.close();
    lastUse.close();
    budget.close();
    database.close();
  }
}
