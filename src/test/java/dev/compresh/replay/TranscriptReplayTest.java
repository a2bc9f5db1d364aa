package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.dialect.Dialect;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TranscriptReplayTest {
  private static final Tokenizer TOKENIZER = new ExactTokenizers().o200k();
  private static final List<String> WORDS =
      List.of(
          ("garden boat letter river station market window piano winter teacher harbour violin"
                  + " recipe doctor ticket museum bicycle engine contract forest painter bridge")
              .split(" "));

  private static ReplayTally replay(
      Transcript transcript, CompressionObjective compressionObjective) {
    PromptTokens tokens = new PromptTokens(TOKENIZER);
    // A clock that does not move: no time budget runs out on a busy machine.
    Compressor compressor =
        new Compressor(
            TOKENIZER,
            tokens,
            compressionPolicy ->
                List.of(
                    new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT),
                    new EpisodicMemory(compressionPolicy)),
            () -> 0,
            64 << 20);
    return new TranscriptReplay(
            compressor,
            tokens,
            CompressionPolicy.of(CompressionMode.BALANCED, compressionObjective))
        .run(transcript, length -> {});
  }

  /** A chat of {@code turns} turns, each of a question and an answer of {@code words} words. */
  private static Transcript chat(int turns, int words) {
    Random random = new Random(turns);
    List<Transcript.TranscriptElement> elements = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      elements.add(new Transcript.TranscriptElement(message("user", 12, i, random), false));
      elements.add(new Transcript.TranscriptElement(message("assistant", words, i, random), true));
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
    ReplayTally replayTally = replay(chat(80, 60), CompressionObjective.TOKENS);
    assertThat(replayTally.requests()).isEqualTo(80);
    assertThat(replayTally.forwarded()).isLessThan(replayTally.original() * 6 / 10);
    assertThat(replayTally.byLayer()).containsKeys(Layer.CHAT_MEMORY, Layer.RECALL);
    assertThat(replayTally.byDepth().stream().mapToLong(ReplayTally.DepthTally::requests).sum())
        .isEqualTo(80);
  }

  @Test
  void costObjective_neverRaisesTheBillOfAChat() {
    for (int turns : new int[] {8, 30, 90, 200}) {
      ReplayTally replayTally = replay(chat(turns, 60), CompressionObjective.COST);
      assertThat(replayTally.costs().written())
          .isLessThanOrEqualTo(replayTally.costs().rawWritten());
      assertThat(replayTally.costs().automatic())
          .isLessThanOrEqualTo(replayTally.costs().rawAutomatic());
    }
  }

  @Test
  void costObjective_foldsOnceTheHistoryIsWorthIt() {
    ReplayTally replayTally = replay(chat(400, 150), CompressionObjective.COST);
    assertThat(replayTally.costs().written()).isLessThan(replayTally.costs().rawWritten() * 0.9);
  }

  @Test
  void shortChat_isNotTouched() {
    ReplayTally replayTally = replay(chat(4, 20), CompressionObjective.TOKENS);
    assertThat(replayTally.forwarded()).isEqualTo(replayTally.original());
    assertThat(replayTally.byLayer()).isEmpty();
  }

  @Test
  void total_addsUp() {
    ReplayTally one = replay(chat(20, 40), CompressionObjective.TOKENS);
    ReplayTally total = ReplayTally.total(List.of(one, one));
    assertThat(total.requests()).isEqualTo(2 * one.requests());
    assertThat(total.original()).isEqualTo(2 * one.original());
    assertThat(total.byDepth()).hasSameSizeAs(one.byDepth());
    assertThat(ReplayText.render(List.of(one, one))).contains("total", "by layer", "prompt cache");
  }
}
