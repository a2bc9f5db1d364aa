package dev.compresh.bench;

import dev.compresh.compression.CacheBreakpoints;
import dev.compresh.compression.CachePrices;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replays agents' sessions through the compressor in this process and prints the figures of {@code
 * ../shared/bench/agent.mjs}: tokens, cost under a prompt cache, literals and lines kept.
 *
 * <p>Arguments: session file, mode, {@code openai} or {@code anthropic}; then, in any order, {@code
 * -v} for a line per session, {@code -w TOKENS} for a window of so many, {@code -c REQUESTS} for a
 * gap beyond the cache's life at every so many requests, {@code -r} and {@code -p} for the prices
 * of a cache's read and write in hundredths of a fresh token (10 and 125).
 */
public final class AgentBench {
  /** Time on the processor, so that what else the machine does is not measured. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Tokenizer tokenizer = new ExactTokenizers().o200k();
  private final Map<String, Integer> counted = new HashMap<>();
  private final List<Long> nanos = new ArrayList<>();
  private final Map<Layer, Long> layers = new EnumMap<>(Layer.class);
  private final boolean verbose;
  private final boolean anthropic;
  private final int gap;
  private final List<CacheBreakpoints.BreakpointPlace> cold = new ArrayList<>();
  private int turn;
  private long largest;
  private long largestRaw;
  private final CompressionPolicy compressionPolicy;
  private final PrefixCost raw;
  private final PrefixCost got;
  private final QuietReads quiet = new QuietReads();
  private final int[] most = new int[2];
  private final AgentFidelity agentFidelity;
  private int requests;
  private double worst = Double.NEGATIVE_INFINITY;
  private String worstId = "";

  private AgentBench(
      CompressionPolicy compressionPolicy, boolean anthropic, int gap, boolean verbose) {
    this.gap = gap;
    this.compressionPolicy = compressionPolicy;
    this.raw = new PrefixCost(this::tokens, compressionPolicy.prices());
    this.got = new PrefixCost(this::tokens, compressionPolicy.prices());
    this.anthropic = anthropic;
    this.verbose = verbose;
    this.agentFidelity = new AgentFidelity(verbose);
  }

  public static void main(String[] args) throws IOException {
    CompressionMode compressionMode = CompressionMode.named(args[1]).orElseThrow();
    boolean anthropic = args.length > 2 && args[2].equals("anthropic");
    List<String> more = List.of(args).subList(Math.min(3, args.length), args.length);
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(compressionMode, CompressionObjective.COST)
            .withRoom(number(more, "-w") * 85 / 100)
            .withPricing(new CachePrices(number(more, "-r", 10), number(more, "-p", 125)));
    int gap = number(more, "-c");
    AgentBench bench = new AgentBench(compressionPolicy, anthropic, gap, more.contains("-v"));
    List<JsonNode> sessions = SessionFiles.read(args[0]);
    // A first run warms the compiler up: what is measured is a proxy that has run for a while.
    new AgentBench(bench.compressionPolicy, anthropic, gap, false).session(sessions.getFirst());
    sessions.forEach(bench::session);
    bench.report();
  }

  private static int number(List<String> args, String name) {
    return number(args, name, 0);
  }

  private static int number(List<String> args, String name, int other) {
    int at = args.indexOf(name);
    return at < 0 ? other : Integer.parseInt(args.get(at + 1));
  }

  private int tokens(String text) {
    return counted.computeIfAbsent(text, t -> tokenizer.count(t) + 4);
  }

  private void session(JsonNode session) {
    Compressor compressor =
        new Compressor(
            tokenizer,
            new PromptTokens(tokenizer),
            p -> List.of(new AgentHistory(p, ElisionMarkers.DEFAULT)),
            THREADS::getCurrentThreadCpuTime,
            64 << 20);
    cold.clear();
    quiet.fresh();
    most[0] = 0;
    most[1] = 0;
    turn = 0;
    PrefixCost sent = new PrefixCost(this::tokens, compressionPolicy.prices());
    PrefixCost forwarded = new PrefixCost(this::tokens, compressionPolicy.prices());
    List<JsonNode> messages = new ArrayList<>();
    session.get("messages").forEach(messages::add);
    agentFidelity.session(messages);
    for (int t = 2; t < messages.size(); t++) {
      if (messages.get(t).get("role").asString().equals("assistant")) {
        List<String> now = request(compressor, session, messages.subList(0, t), sent, forwarded);
        agentFidelity.step(t, String.join("\n", now));
      }
    }
    double change = (double) forwarded.cost / sent.cost - 1;
    if (verbose) {
      System.out.printf(
          "%-45s %+.2f%% cost %+.1f%% tokens, %s, most %d -> %d%n",
          session.get("id").asString(),
          100 * change,
          100.0 * forwarded.total / sent.total - 100,
          agentFidelity.ofSession(),
          most[0],
          most[1]);
    }
    if (change > worst) {
      worst = change;
      worstId = session.get("id").asString();
    }
    raw.add(sent);
    got.add(forwarded);
  }

  private List<String> request(
      Compressor compressor,
      JsonNode session,
      List<JsonNode> messages,
      PrefixCost sent,
      PrefixCost forwarded) {
    ObjectNode body = SessionFiles.body(session, messages, anthropic);
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    long start = THREADS.getCurrentThreadCpuTime();
    Prompt prompt = (Prompt) PromptReader.read(anthropic ? Dialect.MESSAGES : Dialect.CHAT, bytes);
    if (gap > 0 && ++turn % gap == 0) {
      Message last = prompt.messages().getLast();
      cold.add(new CacheBreakpoints.BreakpointPlace(last.index(), last.digest()));
      sent.chill();
      forwarded.chill();
    }
    CompressionPlan compressionPlan =
        compressor.plan(prompt, compressionPolicy, new CacheBreakpoints(cold), TimeLimit.DEFAULT);
    byte[] out = compressionPlan.apply(prompt);
    nanos.add(THREADS.getCurrentThreadCpuTime() - start);
    if (compressionPlan.note().equals("time limit") || compressionPlan.note().equals("fault")) {
      System.out.println("! " + compressionPlan.note() + " at " + messages.size());
    }
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      layers.merge(
          plannedChange.layer(),
          (long) plannedChange.tokensBefore() - plannedChange.tokensAfter(),
          Long::sum);
    }
    List<String> now = RenderedBody.of(SessionFiles.json(new String(out, StandardCharsets.UTF_8)));
    quiet.request(compressionPlan, now, sent.charge(RenderedBody.of(body)), forwarded.charge(now));
    most[0] = Math.max(most[0], compressionPlan.original());
    most[1] = Math.max(most[1], compressionPlan.forwarded());
    largestRaw = Math.max(largestRaw, compressionPlan.original());
    largest = Math.max(largest, compressionPlan.forwarded());
    requests++;
    return now;
  }

  private void report() {
    System.out.printf(
        "%d requests, %d -> %d tokens: saved %.2f%%%n",
        requests, raw.total, got.total, 100 - 100.0 * got.total / raw.total);
    System.out.printf(
        "cost saved: %.2f%%; cache reads %.2f%% raw, %.2f%% got%n",
        100 - 100.0 * got.cost / raw.cost,
        100.0 * raw.read / raw.total,
        100.0 * got.read / got.total);
    System.out.println(agentFidelity);
    System.out.printf("worst session %s %+.2f%%; by layer %s%n", worstId, 100 * worst, layers);
    System.out.printf("largest prompt %d -> %d tokens%n", largestRaw, largest);
    quiet.report();
    nanos.sort(null);
    System.out.printf(
        "read, plan, apply: p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get((int) (nanos.size() * 0.99)) / 1e6,
        nanos.getLast() / 1e6);
  }
}
