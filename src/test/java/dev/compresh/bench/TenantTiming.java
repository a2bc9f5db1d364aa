package dev.compresh.bench;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.KnownPrompts;
import dev.compresh.dialect.Prompt;
import dev.compresh.proxy.CompressorRegistry;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Measures whether time tells what another organisation sent: reads, counts and plans prompts that
 * another one sent just before, and prompts that nobody sent, in turn, and compares the two by the
 * test of Mann and Whitney. Arguments: tries (1,000).
 */
public final class TenantTiming {
  private static final int WARM_UP = 100;
  private static final CompressionPolicy POLICY =
      CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);

  private final Tokenizer tokenizer = new ExactTokenizers().o200k();
  private final KnownPrompts known = new KnownPrompts(64 << 20);
  private final Random random = new Random(11);
  private final CompressorRegistry compressorRegistry =
      new CompressorRegistry(
          new LayerFactory() {
            @Override
            public List<LayerHistory> fresh(CompressionPolicy compressionPolicy) {
              return List.of(
                  new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT),
                  new EpisodicMemory(compressionPolicy));
            }

            @Override
            public List<LayerHistory> appendOnly(CompressionPolicy compressionPolicy) {
              return List.of(AgentHistory.appendOnly(compressionPolicy, ElisionMarkers.DEFAULT));
            }
          },
          64 << 20);

  private TenantTiming() {}

  public static void main(String... arguments) {
    new TenantTiming().run(arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]));
  }

  private record Sample(long nanos, boolean seen) {}

  private void run(int tries) {
    List<Sample> apart = new ArrayList<>();
    List<Sample> own = new ArrayList<>();
    for (int i = -WARM_UP; i < tries; i++) {
      byte[] sent = prompt();
      byte[] fresh = prompt();
      nanos("one", sent);
      boolean first = random.nextBoolean();
      long before = nanos("two", first ? sent : fresh);
      long after = nanos("two", first ? fresh : sent);
      long again = nanos("two", sent);
      if (i >= 0) {
        Sample other = new Sample(first ? after : before, false);
        apart.add(new Sample(first ? before : after, true));
        apart.add(other);
        own.add(new Sample(again, true));
        own.add(other);
      }
    }
    System.out.printf("another organisation's text against a fresh one: %s%n", figures(apart));
    System.out.printf("one's own text again against a fresh one:        %s%n", figures(own));
  }

  private long nanos(String org, byte[] body) {
    long started = System.nanoTime();
    Prompt prompt = (Prompt) known.read(org, Dialect.CHAT, body);
    CompressorRegistry.CompressionEngine compressionEngine =
        compressorRegistry.forTokenizer(tokenizer, org);
    compressionEngine.compressor().plan(prompt, POLICY, TimeLimit.PATIENT);
    return System.nanoTime() - started;
  }

  private byte[] prompt() {
    StringBuilder body = new StringBuilder("{\"model\":\"m\",\"messages\":[");
    for (int i = 0; i < 9; i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"role\":\"")
          .append(i % 2 == 0 ? "user" : "assistant");
      body.append("\",\"content\":\"");
      for (int j = 0; j < 40; j++) {
        body.append("w").append(random.nextInt(1_000_000)).append(' ');
      }
      body.append("\"}");
    }
    return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The share of pairs in which the seen one took less time, and how far that is from chance. */
  private static String figures(List<Sample> samples) {
    samples.sort(Comparator.comparingLong(Sample::nanos));
    double ranks = 0;
    double n = samples.size() / 2.0;
    for (int i = 0; i < samples.size(); i++) {
      ranks += samples.get(i).seen ? i + 1 : 0;
    }
    double u = ranks - n * (n + 1) / 2;
    double z = (u - n * n / 2) / Math.sqrt(n * n * (2 * n + 1) / 12);
    return "faster in %.1f %% of pairs, z = %.2f".formatted(100 - 100 * u / (n * n), z);
  }
}
