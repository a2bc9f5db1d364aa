package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.compresh.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The work that a prompt makes does not tell whether another organisation has sent it. */
class TenantIsolationTest {
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
          return List.of(AgentHistory.appendOnly(compressionPolicy, ElisionMarkers.DEFAULT));
        }
      };

  private final Counting tokenizer = new Counting();
  private final CompressorRegistry compressorRegistry = new CompressorRegistry(LAYERS, 64 << 20);
  private final KnownPrompts known = new KnownPrompts(64 << 20);

  /** Counts characters, and how many of them it was asked for. */
  private static final class Counting implements Tokenizer {
    private long work;

    @Override
    public int count(String text) {
      work += text.length();
      return text.length() / 4 + 1;
    }

    @Override
    public int count(byte[] utf8, int from, int to) {
      work += to - from;
      return (to - from) / 4 + 1;
    }
  }

  /** A chat of many turns with words drawn by {@code seed}, and a tool's output in it. */
  private static byte[] chat(int seed) {
    Random random = new Random(seed);
    StringBuilder body = new StringBuilder("{\"model\":\"m\",\"messages\":[");
    body.append("{\"role\":\"system\",\"content\":\"").append(words(random)).append("\"}");
    for (int i = 0; i < 20; i++) {
      body.append(",{\"role\":\"user\",\"content\":\"").append(words(random)).append("\"}");
      body.append(",{\"role\":\"assistant\",\"content\":\"").append(words(random)).append("\"}");
    }
    return body.append(",{\"role\":\"user\",\"content\":\"And?\"}]}").toString().getBytes(UTF_8);
  }

  private static String words(Random random) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      words.append(i == 0 ? "" : " ").append("w").append(random.nextInt(100_000));
    }
    return words.toString();
  }

  /** What is asked of the tokenizer for a request of {@code org}'s. */
  private long work(String org, byte[] body) {
    Prompt prompt = (Prompt) known.read(org, Dialect.CHAT, body);
    long before = tokenizer.work;
    CompressorRegistry.CompressionEngine compressionEngine =
        compressorRegistry.forTokenizer(tokenizer, org);
    compressionEngine.counts().count(prompt);
    compressionEngine
        .compressor()
        .plan(
            prompt,
            CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS),
            TimeLimit.PATIENT);
    return tokenizer.work - before;
  }

  @Test
  void aTextThatAnotherOrganisationSent_costsWhatAFreshOneDoes() {
    List<Long> seen = new ArrayList<>();
    List<Long> fresh = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] body = chat(i);
      fresh.add(work("one", body));
      long again = work("one", body);
      assertThat(again).as("one's own is remembered").isLessThan(fresh.getLast() / 4);
      seen.add(work("two", body));
    }
    assertThat(seen).isEqualTo(fresh);
  }

  @Test
  void whatIsRemembered_makesNoDifferenceToWhatIsPlanned() {
    for (int i = 0; i < 5; i++) {
      Prompt prompt = (Prompt) known.read("one", Dialect.CHAT, chat(i));
      CompressionPolicy compressionPolicy =
          CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);
      List<byte[]> sent = new ArrayList<>();
      for (String org : List.of("one", "one", "two")) {
        sent.add(
            compressorRegistry
                .forTokenizer(tokenizer, org)
                .compressor()
                .plan(prompt, compressionPolicy, TimeLimit.PATIENT)
                .apply(prompt));
      }
      assertThat(sent.get(1)).isEqualTo(sent.get(0));
      assertThat(sent.get(2)).isEqualTo(sent.get(0));
    }
  }

  @Test
  void messagesThatAnotherOrganisationSent_areReadForThemselves() {
    byte[] body = chat(1);
    Prompt one = (Prompt) known.read("one", Dialect.CHAT, body);
    Prompt again = (Prompt) known.read("one", Dialect.CHAT, body);
    Prompt two = (Prompt) known.read("two", Dialect.CHAT, body);
    assertThat(again.messages().get(5)).isSameAs(one.messages().get(5));
    assertThat(two.messages().get(5))
        .isNotSameAs(one.messages().get(5))
        .isEqualTo(again.messages().get(5));
  }
}
