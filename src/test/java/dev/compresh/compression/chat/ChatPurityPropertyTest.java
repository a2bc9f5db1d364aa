package dev.compresh.compression.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.TurnCounter;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.PromptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Two clients whose requests come in turn, each of which goes on, edits what it said, keeps
 * branches, has an answer made again and trims its history: what goes out rests on the request
 * alone.
 */
class ChatPurityPropertyTest {
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private static final PromptTokens COUNTS = new PromptTokens(TOKENS);
  private static final int REQUESTS = 24;

  /** One client, its conversation and the one that it left. */
  private static final class ChatClient {
    private final Random random;
    private List<String> texts;
    private List<String> other;

    ChatClient(long seed) {
      this.random = new Random(seed);
      DialogueBodies start = DialogueBodies.random(random.nextInt(3), 20 + random.nextInt(30));
      this.texts = new ArrayList<>(start.upTo(start.size() - 1).texts());
      this.other = texts;
    }

    /** The next request's conversation: a question is at its end. */
    List<String> next() {
      switch (random.nextInt(8)) {
        case 0 ->
            texts.set(2 * random.nextInt((texts.size() + 1) / 2), "I moved to Bonn on 3 May.");
        case 1 -> {
          List<String> left = texts;
          texts = new ArrayList<>(other);
          other = left;
        }
        case 2 -> {
          other = new ArrayList<>(texts);
          texts = new ArrayList<>(texts.subList(0, 1 + texts.size() / 4 * 2));
        }
        case 3 -> texts = new ArrayList<>(texts.subList(texts.size() / 8 * 2, texts.size()));
        case 4 -> {} // the answer is made again
        default -> {
          DialogueBodies more = DialogueBodies.random(random.nextInt(99), 1 + random.nextInt(8));
          texts.add("Noted.");
          texts.addAll(more.upTo(more.size() - 1).texts());
        }
      }
      return texts;
    }
  }

  @Property(tries = 12, seed = "1")
  void whatGoesOutRestsOnTheRequestAlone(
      @ForAll long seed,
      @ForAll CompressionObjective compressionObjective,
      @ForAll Dialect dialect) {
    CompressionMode compressionMode =
        seed % 2 == 0 ? CompressionMode.BALANCED : CompressionMode.MAX;
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(compressionMode, compressionObjective);
    Compressor shared = compressor();
    List<ChatClient> clients = List.of(new ChatClient(seed), new ChatClient(seed + 1));
    for (int i = 0; i < REQUESTS; i++) {
      DialogueBodies asked = new DialogueBodies();
      clients.get(i % 2).next().forEach(asked::say);
      Prompt prompt = asked.prompt(dialect);
      CompressionPlan compressionPlan = shared.plan(prompt, compressionPolicy, TimeLimit.DEFAULT);
      byte[] sent = compressionPlan.apply(prompt);
      assertThat(text(sent))
          .isEqualTo(
              text(compressor().plan(prompt, compressionPolicy, TimeLimit.DEFAULT).apply(prompt)));
      valid(prompt, (Prompt) PromptReader.read(dialect, sent));
      boolean little = COUNTS.count(prompt) < 2_000 || TurnCounter.count(prompt.messages()) < 5;
      if (little) {
        assertThat(text(sent)).isEqualTo(text(prompt.body()));
      }
    }
  }

  private static void valid(Prompt asked, Prompt sent) {
    assertThat(COUNTS.count(sent)).isLessThanOrEqualTo(COUNTS.count(asked));
    MessageRole expected = MessageRole.USER;
    String last = "";
    for (Message message : sent.messages()) {
      for (PromptPart promptPart : message.parts()) {
        last = promptPart instanceof PromptPart.TextPart said ? sent.text(said) : last;
        assertThat(last).isNotBlank();
      }
      if (message.role() != MessageRole.SYSTEM) {
        assertThat(message.role()).isEqualTo(expected);
        expected = expected == MessageRole.USER ? MessageRole.ASSISTANT : MessageRole.USER;
      }
    }
    PromptPart.TextPart question =
        (PromptPart.TextPart) asked.messages().getLast().parts().getLast();
    assertThat(last).endsWith(asked.text(question));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Compressor compressor() {
    return new Compressor(
        TOKENS,
        COUNTS,
        compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
        () -> 0,
        64 << 20);
  }
}
