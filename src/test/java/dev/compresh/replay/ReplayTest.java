package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Compressor;
import dev.compresh.compress.Layer;
import dev.compresh.compress.ElisionMarkers;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.agent.AgentHistory;
import dev.compresh.compress.episode.EpisodicMemory;
import dev.compresh.token.Encodings;
import dev.compresh.token.Tokenizer;
import dev.compresh.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Tokenizer TOKENIZER = new Encodings().o200k();
  private static final List<String> WORDS =
      List.of(
          ("garden boat letter river station market window piano winter teacher harbour violin"
                  + " recipe doctor ticket museum bicycle engine contract forest painter bridge")
              .split(" "));

  private static Tally replay(Transcript transcript, CompressionObjective compressionObjective) {
    PromptTokens tokens = new PromptTokens(TOKENIZER);
    // A clock that stands still: no time budget runs out on a busy machine.
    Compressor compressor =
        new Compressor(
            TOKENIZER,
            tokens,
            compressionPolicy ->
                List.of(new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT), new EpisodicMemory(compressionPolicy)),
            () -> 0,
            64 << 20);
    return new Replay(compressor, tokens, CompressionPolicy.of(CompressionMode.BALANCED, compressionObjective))
        .run(transcript, length -> {});
  }

  /** A chat of {@code turns} turns, each of a question and an answer of {@code words} words. */
  private static Transcript chat(int turns, int words) {
    Random random = new Random(turns);
    List<Transcript.Element> elements = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      elements.add(new Transcript.Element(message("user", 12, i, random), false));
      elements.add(new Transcript.Element(message("assistant", words, i, random), true));
    }
    elements.removeLast();
    return new Transcript("chat", Dialect.CHAT, "\"model\":\"gpt-4o\"", elements);
  }

  private static String message(String role, int words, int turn, Random random) {
    StringBuilder text = new StringBuilder("Turn " + turn + ":");
    for (int i = 0; i < words; i++) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
      if (i % 9 == 8) {
        text.append('.');
      }
    }
    return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
  }

  @Test
  void tokensObjective_foldsALongChat() {
    Tally tally = replay(chat(80, 60), CompressionObjective.TOKENS);
    assertThat(tally.requests()).isEqualTo(80);
    assertThat(tally.forwarded()).isLessThan(tally.original() * 6 / 10);
    assertThat(tally.byLayer()).containsKeys(Layer.EPISODE, Layer.RECALL);
    assertThat(tally.byDepth().stream().mapToLong(Tally.Depth::requests).sum()).isEqualTo(80);
  }

  @Test
  void costObjective_neverRaisesTheBillOfAChat() {
    for (int turns : new int[] {8, 30, 90, 200}) {
      Tally tally = replay(chat(turns, 60), CompressionObjective.COST);
      assertThat(tally.costs().written()).isLessThanOrEqualTo(tally.costs().rawWritten());
      assertThat(tally.costs().automatic()).isLessThanOrEqualTo(tally.costs().rawAutomatic());
    }
  }

  @Test
  void costObjective_foldsOnceTheHistoryIsWorthIt() {
    Tally tally = replay(chat(400, 150), CompressionObjective.COST);
    assertThat(tally.costs().written()).isLessThan(tally.costs().rawWritten() * 0.9);
  }

  @Test
  void shortChat_isNotTouched() {
    Tally tally = replay(chat(4, 20), CompressionObjective.TOKENS);
    assertThat(tally.forwarded()).isEqualTo(tally.original());
    assertThat(tally.byLayer()).isEmpty();
  }

  @Test
  void total_addsUp() {
    Tally one = replay(chat(20, 40), CompressionObjective.TOKENS);
    Tally total = Tally.total(List.of(one, one));
    assertThat(total.requests()).isEqualTo(2 * one.requests());
    assertThat(total.original()).isEqualTo(2 * one.original());
    assertThat(total.byDepth()).hasSameSizeAs(one.byDepth());
    assertThat(ReplayText.of(List.of(one, one))).contains("total", "by layer", "prompt cache");
  }
}
