package dev.compresh.bench;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.token.ExactTokenizers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A session that grows turn by turn: tokens, cost under a written prompt cache, evidence. */
public final class LongSessionFigures {
  private static final int LEAST_CACHED = 1_024;

  private final TokenCounter tokens;
  private final Map<String, Integer> counted = new HashMap<>();

  /**
   * What came out.
   *
   * @param saved share of input tokens saved over the session
   * @param cheaper share of cost saved against the raw session under the same cache
   * @param evidence share of questions whose evidence was still there
   * @param early tokens of the prompt at turn 40
   * @param late tokens of the last prompt
   */
  public record Figures(double saved, double cheaper, double evidence, int early, int late) {}

  public LongSessionFigures() {
    this.tokens = new ExactTokenizers().o200k()::count;
  }

  private int count(String text) {
    return counted.computeIfAbsent(text, tokens::count);
  }

  public Figures run(CompressionPolicy compressionPolicy, long seed, int turns) {
    List<LongSession.LongSessionTurn> session = LongSession.turns(seed, turns);
    BenchChat benchChat = new BenchChat(compressionPolicy, this::count);
    EpisodicMemory memory = new EpisodicMemory(compressionPolicy);
    ReadWriteCache raw = new ReadWriteCache();
    ReadWriteCache sent = new ReadWriteCache();
    int asked = 0;
    int held = 0;
    int early = 0;
    int late = 0;
    for (int i = 0; i < session.size(); i++) {
      LongSession.LongSessionTurn longSessionTurn = session.get(i);
      add(benchChat, memory, "user", longSessionTurn.user());
      benchChat.reset();
      raw.charge(benchChat.forwarded());
      memory.contribute(benchChat);
      List<String> got = benchChat.forwarded();
      late = sent.charge(got);
      early = i == 39 ? late : early;
      if (longSessionTurn.evidence() >= 0) {
        asked++;
        held += holds(got, session.get(longSessionTurn.evidence()).user()) ? 1 : 0;
      }
      add(benchChat, memory, "assistant", longSessionTurn.assistant());
    }
    return new Figures(
        1 - (double) sent.total / raw.total,
        1 - sent.cost / raw.cost,
        (double) held / asked,
        early,
        late);
  }

  /** Without articles: {@code max} prints recalled lines so. */
  private static String bare(String text) {
    return text.replace(" the ", " ");
  }

  private static boolean holds(List<String> got, String evidence) {
    String fact = evidence.substring(0, evidence.indexOf(". How"));
    return got.stream().anyMatch(text -> bare(text).contains(bare(fact)));
  }

  private void add(BenchChat benchChat, EpisodicMemory memory, String role, String text) {
    memory.append(benchChat.add(role, text), List.of(text), this::count);
  }

  /** Read 0.1, written 1.25, by the longest run of leading messages seen before. */
  private final class ReadWriteCache {
    private final Set<String> seen = new HashSet<>();
    private double cost;
    private long total;

    int charge(List<String> messages) {
      StringBuilder prefix = new StringBuilder();
      int cached = 0;
      int all = 0;
      boolean open = true;
      List<String> grown = new ArrayList<>();
      for (String message : messages) {
        int n = count(message) + 4;
        prefix.append(message.hashCode()).append(':').append(message.length()).append('/');
        open &= seen.contains(prefix.toString());
        grown.add(prefix.toString());
        cached += open ? n : 0;
        all += n;
      }
      seen.addAll(grown);
      cached = cached < LEAST_CACHED ? 0 : cached;
      cost += 0.1 * cached + 1.25 * (all - cached);
      total += all;
      return all;
    }
  }

  /** {@code [turns]}. */
  public static void main(String[] args) {
    int turns = args.length > 0 ? Integer.parseInt(args[0]) : 360;
    LongSessionFigures figures = new LongSessionFigures();
    for (CompressionObjective compressionObjective : CompressionObjective.values()) {
      for (CompressionMode compressionMode :
          List.of(CompressionMode.BALANCED, CompressionMode.MAX)) {
        for (long seed = 1; seed <= 2; seed++) {
          System.out.printf(
              Locale.ROOT,
              "%s %s %s%n",
              compressionObjective,
              compressionMode,
              figures.run(
                  CompressionPolicy.of(compressionMode, compressionObjective), seed, turns));
        }
      }
    }
  }
}
