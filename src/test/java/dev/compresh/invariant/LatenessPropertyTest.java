package dev.compresh.invariant;

import dev.compresh.compress.Compressor;
import dev.compresh.compress.ElisionMarkers;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.TimeLimit;
import dev.compresh.compress.agent.AgentHistory;
import dev.compresh.compress.episode.EpisodicMemory;
import dev.compresh.token.Encodings;
import dev.compresh.token.Tokenizer;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Time that runs out anywhere in a plan, on a clock that ticks each time it is asked. */
class LatenessPropertyTest {
  private static final int TURNS = 45;
  private static final Tokenizer TOKENIZER = new Encodings().o200k();
  private static final PromptTokens TOKENS = new PromptTokens(TOKENIZER);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("invariant.seeds", 30));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWentOutLate_staysAsItWas(long seed) {
    Random random = new Random(seed);
    AtomicLong clock = new AtomicLong();
    Compressor compressor =
        new Compressor(
            TOKENIZER,
            TOKENS,
            p -> List.of(new AgentHistory(p, ElisionMarkers.DEFAULT), new EpisodicMemory(p)),
            clock::incrementAndGet,
            64 << 20);
    Dialect dialect = List.of(Dialect.values()).get(random.nextInt(3));
    CompressionMode compressionMode = List.of(CompressionMode.LOSSLESS, CompressionMode.BALANCED, CompressionMode.MAX).get(random.nextInt(3));
    CompressionObjective compressionObjective = List.of(CompressionObjective.values()).get(random.nextInt(2));
    CompressionPolicy compressionPolicy = CompressionPolicy.of(compressionMode, compressionObjective);
    Course course = new Course(random, random.nextInt(3) > 0);
    Wire wire = new Wire(dialect, random);
    Successive successive = new Successive(dialect, compressionMode, TOKENS);
    for (int turn = 0; turn < TURNS; turn++) {
      List<Line> lines = course.next();
      byte[] original = wire.body("You are late.", lines);
      Prompt prompt = (Prompt) PromptReader.read(dialect, original);
      TimeLimit limit =
          random.nextInt(3) > 0 ? TimeLimit.PATIENT : new TimeLimit(random.nextInt(6));
      successive.check(lines, original, compressor.plan(prompt, compressionPolicy, limit).apply(prompt));
    }
  }
}
