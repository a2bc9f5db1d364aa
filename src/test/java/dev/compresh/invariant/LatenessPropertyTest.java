package dev.compresh.invariant;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.DialectRegistry;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Time that runs out anywhere in a plan, on a clock that ticks each time it is asked. */
class LatenessPropertyTest {
  private static final int TURNS = 45;
  private static final Tokenizer TOKENIZER = new ExactTokenizers().o200k();
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
    Dialect dialect = DialectRegistry.all().get(random.nextInt(3));
    CompressionMode compressionMode =
        List.of(CompressionMode.LOSSLESS, CompressionMode.BALANCED, CompressionMode.MAX)
            .get(random.nextInt(3));
    CompressionObjective compressionObjective =
        List.of(CompressionObjective.values()).get(random.nextInt(2));
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(compressionMode, compressionObjective);
    RequestSequence requestSequence = new RequestSequence(random, random.nextInt(3) > 0);
    ClientWireFormat clientWireFormat = new ClientWireFormat(dialect, random);
    PrefixInvariant prefixInvariant = new PrefixInvariant(dialect, compressionMode, TOKENS);
    for (int turn = 0; turn < TURNS; turn++) {
      List<ConversationStep> lines = requestSequence.next();
      byte[] original = clientWireFormat.body("You are late.", lines);
      Prompt prompt = (Prompt) PromptReader.read(dialect, original);
      TimeLimit limit =
          random.nextInt(3) > 0 ? TimeLimit.PATIENT : new TimeLimit(random.nextInt(6));
      prefixInvariant.check(
          lines, original, compressor.plan(prompt, compressionPolicy, limit).apply(prompt));
    }
  }
}
