package dev.compresh.bench;

import dev.compresh.cli.RunningProgram;
import dev.compresh.compression.CachePrices;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Replays agents' sessions through the running program, before a provider that tells what its
 * prompt cache read: whether full windows and cold caches are seen there as {@link AgentBench} sees
 * them in process.
 *
 * <p>Arguments: session file, mode, {@code openai} or {@code anthropic}; then {@code -w TOKENS} for
 * a window of so many, {@code -c REQUESTS} for a cache that holds nothing at every so many
 * requests, {@code -i} where the gap is time that passes (the program gets a short life, and
 * waits), {@code -s N} for the first N sessions.
 */
public final class ProxyBench {
  /** Life of a cache where gaps are time that passes: longer than any request takes. */
  private static final Duration LIFE = Duration.ofSeconds(3);

  private final Tokenizer tokenizer = new ExactTokenizers().o200k();
  private final Map<String, Integer> counted = new HashMap<>();
  private final AgentFidelity agentFidelity = new AgentFidelity(false);
  private final PrefixCost raw = new PrefixCost(this::tokens, CachePrices.WRITTEN);
  private final PrefixCost got = new PrefixCost(this::tokens, CachePrices.WRITTEN);
  private final boolean anthropic;
  private final int gap;
  private final boolean idle;
  private int requests;
  private int rewritten;
  private int afterGap;
  private long largest;

  private ProxyBench(boolean anthropic, int gap, boolean idle) {
    this.anthropic = anthropic;
    this.gap = gap;
    this.idle = idle;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> more = List.of(args);
    Map<String, String> settings = new HashMap<>(RunningProgram.UNHURRIED);
    settings.put("COMPRESH_OBJECTIVE", "cost");
    settings.put("COMPRESH_MODE", args[1]);
    settings.put("COMPRESH_CONTEXT_WINDOW", "" + number(more, "-w", 0));
    boolean idle = more.contains("-i");
    if (idle) {
      settings.put("COMPRESH_CACHE_LIFE", LIFE.toMillis() + "ms");
    }
    ProxyBench bench = new ProxyBench(args[2].equals("anthropic"), number(more, "-c", 0), idle);
    Path folder = Files.createTempDirectory("compresh-bench");
    try (CachingProvider provider = new CachingProvider(bench.got)) {
      settings.put("COMPRESH_OPENAI_BASE_URL", provider.url() + "/v1");
      settings.put("COMPRESH_ANTHROPIC_BASE_URL", provider.url());
      try (RunningProgram program = RunningProgram.quick(folder, settings)) {
        List<JsonNode> sessions = SessionFiles.read(args[0]);
        int count = Math.min(sessions.size(), number(more, "-s", sessions.size()));
        for (JsonNode session : sessions.subList(0, count)) {
          bench.session(session, program, provider);
        }
      }
    }
    bench.report();
  }

  private static int number(List<String> args, String name, int otherwise) {
    int at = args.indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(args.get(at + 1));
  }

  private int tokens(String text) {
    synchronized (counted) {
      return counted.computeIfAbsent(text, t -> tokenizer.count(t) + 4);
    }
  }

  private void session(JsonNode session, RunningProgram program, CachingProvider provider)
      throws InterruptedException {
    PrefixCost sent = new PrefixCost(this::tokens, CachePrices.WRITTEN);
    PrefixCost forwarded = new PrefixCost(this::tokens, CachePrices.WRITTEN);
    provider.fresh(forwarded);
    List<JsonNode> messages = new ArrayList<>();
    session.get("messages").forEach(messages::add);
    agentFidelity.session(messages);
    List<String> before = List.of();
    int turn = 0;
    for (int t = 2; t < messages.size(); t++) {
      if (!messages.get(t).get("role").asString().equals("assistant")) {
        continue;
      }
      boolean cold = gap > 0 && ++turn % gap == 0;
      if (cold) {
        sent.chill();
        forwarded.chill();
        Thread.sleep(idle ? LIFE.plusMillis(200).toMillis() : 0);
      }
      JsonNode body = SessionFiles.body(session, messages.subList(0, t), anthropic);
      sent.charge(RenderedBody.of(body));
      CachingProvider.Arrived arrived = post(session, body, program, provider);
      List<String> now = arrived.texts();
      boolean quiet = now.size() >= before.size() && now.subList(0, before.size()).equals(before);
      rewritten += quiet ? 0 : 1;
      afterGap += !quiet && cold ? 1 : 0;
      before = now;
      largest = Math.max(largest, arrived.read().total());
      agentFidelity.step(t, String.join("\n", now));
      requests++;
    }
    System.out.printf(
        "%-45s %+.1f%% cost, %s%n",
        session.get("id").asString(),
        100.0 * forwarded.cost / sent.cost - 100,
        agentFidelity.ofSession());
    raw.add(sent);
    got.add(forwarded);
  }

  private CachingProvider.Arrived post(
      JsonNode session, JsonNode body, RunningProgram program, CachingProvider provider)
      throws InterruptedException {
    HttpResponse<byte[]> answer =
        program.post(
            anthropic ? "/v1/messages" : "/v1/chat/completions",
            body.toString().getBytes(StandardCharsets.UTF_8),
            List.of("x-session-id", session.get("id").asString()));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
    }
    return provider.next();
  }

  private void report() {
    System.out.printf(
        "%d requests, %d -> %d tokens: saved %.2f%%; cost saved: %.2f%% where writes"
            + " have a price%n",
        requests,
        raw.total,
        got.total,
        100 - 100.0 * got.total / raw.total,
        100 - 100.0 * got.cost / raw.cost);
    System.out.printf(
        "%s%n%d requests rewrote something, %d of them after a gap; largest prompt %d tokens%n",
        agentFidelity, rewritten, afterGap, largest);
  }
}
