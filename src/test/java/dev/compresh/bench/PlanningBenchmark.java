package dev.compresh.bench;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.PinnedPlan;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.compression.pinned.MessageChain;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.compression.pinned.SentEntry;
import dev.compresh.compression.pinned.SentEntryCodec;
import dev.compresh.compression.pinned.SentHistory;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.KnownPrompts;
import dev.compresh.dialect.Prompt;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Milliseconds that reading, planning and splicing take at 50,000 tokens: for one new turn of a
 * known conversation, and for one never seen. Sample mode, so that the run shows percentiles. Its
 * {@code main} runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class PlanningBenchmark {
  private static final int TOKENS = 50_000;

  /** Bytes that may be remembered. */
  private static final long MEMORY = 256L << 20;

  /** Different last turns, so that each call has something new in it. */
  private static final int ENDINGS = 64;

  private static final String[] WORDS =
      ("the of and to in is that for it was on are as with they be at one have this from or had by"
              + " Barcelona yesterday afternoon grandmother appointment reimbursement violin recipe"
              + " garden station museum engine contract painter bridge quarterly Anna Marek lake")
          .split(" ");

  /** {@code bound}: an agent whose thinking is bound to what was sent, with its ledger. */
  @Param({"chat", "agent", "bound"})
  String kind = "chat";

  private static final LayerFactory LAYERS =
      new LayerFactory() {
        @Override
        public List<LayerHistory> fresh(CompressionPolicy compressionPolicy) {
          return List.of(
              new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT),
              new EpisodicMemory(compressionPolicy));
        }

        @Override
        public List<LayerHistory> appendOnly(CompressionPolicy compressionPolicy) {
          return List.of(
              AgentHistory.appendOnly(compressionPolicy, ElisionMarkers.DEFAULT),
              new EpisodicMemory(compressionPolicy));
        }
      };

  private final Tokenizer tokenizer = new ExactTokenizers().o200k();
  private final CompressionPolicy compressionPolicy =
      CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);
  private final List<byte[]> bodies = new ArrayList<>();
  private Compressor known = fresh();
  private KnownPrompts read = new KnownPrompts(MEMORY);
  private SentHistory sent = new SentHistory();
  private int next;

  private Compressor fresh() {
    return new Compressor(tokenizer, new PromptTokens(tokenizer), LAYERS, System::nanoTime, MEMORY);
  }

  @Setup
  public void write() {
    Random random = new Random(7);
    StringBuilder history = new StringBuilder("{\"model\":\"gpt-4o\",\"messages\":[");
    history.append("{\"role\":\"system\",\"content\":\"You are helpful.\"}");
    int turn = 0;
    int tokens = 0;
    while (tokens < TOKENS) {
      int from = history.length();
      turn(history, turn++, random);
      tokens += tokenizer.count(history.substring(from));
    }
    for (int i = 0; i < ENDINGS; i++) {
      StringBuilder body = new StringBuilder(history);
      turn(body, turn + i, random);
      body.append(",{\"role\":\"user\",\"content\":\"").append(words(random, 12)).append("?\"}]}");
      bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
    }
    known = fresh();
    read = new KnownPrompts(MEMORY);
    sent = new SentHistory();
    newTurn();
  }

  private void turn(StringBuilder out, int turn, Random random) {
    if (kind.equals("chat")) {
      out.append(",{\"role\":\"user\",\"content\":\"").append(words(random, 15)).append("\"}");
      out.append(",{\"role\":\"assistant\",\"content\":\"");
      out.append(words(random, 60)).append("\"}");
      return;
    }
    String call = "call_" + turn;
    out.append(turn == 0 ? ",{\"role\":\"user\",\"content\":\"Mend the build.\"}" : "");
    out.append(",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"");
    out.append(call).append("\",\"type\":\"function\",\"function\":{\"name\":\"Read\",");
    out.append("\"arguments\":\"{\\\"file_path\\\":\\\"/src/f").append(turn % 9);
    out.append(".py\\\"}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"").append(call);
    out.append("\",\"content\":\"");
    Random file = new Random(turn % 9);
    for (int line = 1; line <= 80; line++) {
      out.append(String.format("%6d\\t    x = %s%n", line, words(file, 6)).replace("\n", "\\n"));
    }
    out.append("\"}");
  }

  private static String words(Random random, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
      out.append(i % 11 == 10 ? "." : "");
    }
    return out.toString();
  }

  /** One new turn in a conversation that is known. */
  @Benchmark
  public byte[] newTurn() {
    return forward(read, known, sent);
  }

  /** A conversation never seen, by a program that is warm. */
  @Benchmark
  public byte[] neverSeen() {
    return forward(new KnownPrompts(MEMORY), fresh(), new SentHistory());
  }

  private byte[] forward(KnownPrompts prompts, Compressor compressor, SentHistory history) {
    byte[] body = bodies.get(next++ % ENDINGS);
    if (!(prompts.read("org", Dialect.CHAT, body) instanceof Prompt prompt)) {
      return body;
    }
    return kind.equals("bound")
        ? replayed(prompt, compressor, history).apply(prompt)
        : compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT).apply(prompt);
  }

  /** As the pipeline does: what was sent is looked up and replayed, what is new written down. */
  private CompressionPlan replayed(Prompt prompt, Compressor compressor, SentHistory history) {
    long[] chain = MessageChain.hashAll(prompt.messages());
    SentHistory.HistoryMatch historyMatch = history.match(chain);
    PinnedMessages pinnedMessages = new PinnedMessages(historyMatch.forms(), 0, -1);
    PinnedPlan planned =
        compressor.plan(prompt, compressionPolicy, pinnedMessages, TimeLimit.DEFAULT);
    int kept = historyMatch.length();
    if (kept < chain.length) {
      SentEntry entry =
          SentEntry.SentRequest.of(
              historyMatch.entry(),
              kept,
              "anthropic",
              true,
              Arrays.copyOfRange(chain, kept, chain.length),
              planned.forms().subList(kept, chain.length));
      SentEntryCodec.encode(entry);
      history.add(entry);
    }
    return planned.plan();
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(PlanningBenchmark.class.getSimpleName())
                .build())
        .run();
  }
}
