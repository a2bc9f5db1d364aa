package dev.compresh.compress.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Compressor;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.compress.CompressionPlan;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.TimeLimit;
import dev.compresh.compress.TurnCounter;
import dev.compresh.token.Encodings;
import dev.compresh.token.Tokenizer;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import dev.compresh.wire.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Two clients whose requests come in turn, each of which goes on, edits what it said, keeps
 * branches, has an answer made anew and trims its history: what goes out rests on the request
 * alone.
 */
class ChatPurityPropertyTest {
  private static final Tokenizer TOKENS = new Encodings().o200k();
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

    /** The next request's conversation: a question stands at its end. */
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
        case 4 -> {} // the answer is made anew
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
      @ForAll long seed, @ForAll CompressionObjective compressionObjective, @ForAll Dialect dialect) {
    CompressionMode compressionMode = seed % 2 == 0 ? CompressionMode.BALANCED : CompressionMode.MAX;
    CompressionPolicy compressionPolicy = CompressionPolicy.of(compressionMode, compressionObjective);
    Compressor shared = compressor();
    List<ChatClient> clients = List.of(new ChatClient(seed), new ChatClient(seed + 1));
    for (int i = 0; i < REQUESTS; i++) {
      DialogueBodies asked = new DialogueBodies();
      clients.get(i % 2).next().forEach(asked::say);
      Prompt prompt = asked.prompt(dialect);
      CompressionPlan compressionPlan = shared.plan(prompt, compressionPolicy, TimeLimit.DEFAULT);
      byte[] sent = compressionPlan.apply(prompt);
      assertThat(text(sent))
          .isEqualTo(text(compressor().plan(prompt, compressionPolicy, TimeLimit.DEFAULT).apply(prompt)));
      valid(prompt, (Prompt) PromptReader.read(dialect, sent));
      boolean little = COUNTS.count(prompt) < 2_000 || TurnCounter.count(prompt.messages()) < 5;
      if (little) {
        assertThat(text(sent)).isEqualTo(text(prompt.body()));
      }
    }
  }

  private static void valid(Prompt asked, Prompt sent) {
    assertThat(COUNTS.count(sent)).isLessThanOrEqualTo(COUNTS.count(asked));
    Role expected = Role.USER;
    String last = "";
    for (Message message : sent.messages()) {
      for (Part part : message.parts()) {
        last = part instanceof Part.Text said ? sent.text(said) : last;
        assertThat(last).isNotBlank();
      }
      if (message.role() != Role.SYSTEM) {
        assertThat(message.role()).isEqualTo(expected);
        expected = expected == Role.USER ? Role.ASSISTANT : Role.USER;
      }
    }
    Part.Text question = (Part.Text) asked.messages().getLast().parts().getLast();
    assertThat(last).endsWith(asked.text(question));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Compressor compressor() {
    return new Compressor(
        TOKENS, COUNTS, compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)), () -> 0, 64 << 20);
  }
}
