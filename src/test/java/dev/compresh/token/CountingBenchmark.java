package dev.compresh.token;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
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
 * Milliseconds to count a conversation's worth of text (about 80,000 tokens of prose, code, JSON
 * and logs) under o200k, and with JTokkit in the same run. Its {@code main} runs it; the garbage of
 * a call shows with {@code -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 800, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS)
public class CountingBenchmark {
  private static final String[] WORDS =
      ("the of and to in is that for it was on are as with they be at one have this from or had by"
              + " server request connection because however compression tokenizer unfortunately"
              + " Barcelona yesterday afternoon grandmother’s don't we'll configuration Kubernetes"
              + " quarterly appointment misconfigured reimbursement naïve Zürich 東京 привет")
          .split(" ");

  private final Tokenizer own = new ExactTokenizers().o200k();
  private final Encoding jtokkit =
      com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private String text = "";
  private byte[] utf8 = {};

  @Setup
  public void mix() {
    Random random = new Random(7);
    StringBuilder out = new StringBuilder();
    while (out.length() < 270_000) {
      switch (random.nextInt(4)) {
        case 0 -> prose(random, out);
        case 1 -> code(random, out);
        case 2 -> json(random, out);
        default -> log(random, out);
      }
    }
    text = out.toString();
    utf8 = text.getBytes(StandardCharsets.UTF_8);
    int tokens = own.count(text);
    if (tokens != jtokkit.countTokensOrdinary(text) || tokens != own.count(utf8, 0, utf8.length)) {
      throw new IllegalStateException("counts differ");
    }
    System.out.println("# " + text.length() + " characters, " + tokens + " tokens");
  }

  @Benchmark
  public int ownFromString() {
    return own.count(text);
  }

  @Benchmark
  public int ownFromBytes() {
    return own.count(utf8, 0, utf8.length);
  }

  @Benchmark
  public int jtokkit() {
    return jtokkit.countTokensOrdinary(text);
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private static void prose(Random random, StringBuilder out) {
    for (int i = 0; i < 60; i++) {
      out.append(word(random)).append(i % 12 == 11 ? ". " : " ");
    }
    out.append("\n\n");
  }

  private static void code(Random random, StringBuilder out) {
    out.append("  private static int handle")
        .append(random.nextInt(900))
        .append("(String key) {\n");
    for (int i = 0; i < 8; i++) {
      String name = "local" + word(random) + i;
      out.append("    var ").append(name).append(" = map.getOrDefault(\"").append(word(random));
      out.append("\", ")
          .append(random.nextInt())
          .append("); // ")
          .append(word(random))
          .append('\n');
    }
    out.append("  }\n\n");
  }

  private static void json(Random random, StringBuilder out) {
    for (int i = 0; i < 8; i++) {
      out.append("{\"id\":\"").append(Long.toHexString(random.nextLong())).append("\",\"name\":\"");
      out.append(word(random)).append("\",\"total\":").append(random.nextInt(100_000) / 100.0);
      out.append(",\"open\":").append(random.nextBoolean()).append("},");
    }
    out.append('\n');
  }

  private static void log(Random random, StringBuilder out) {
    for (int i = 0; i < 8; i++) {
      out.append("2026-03-0").append(1 + random.nextInt(9)).append("T10:15:").append(10 + i);
      out.append(".123Z  INFO [worker-").append(i).append("] c.example.Service : ");
      out.append(word(random)).append(' ').append(word(random)).append(" took ");
      out.append(random.nextInt(5_000)).append(" ms\n");
    }
  }

  /** Runs the benchmark, with JMH's own options if any; takes some 15 seconds. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .include(CountingBenchmark.class.getName())
                .build())
        .run();
  }
}
