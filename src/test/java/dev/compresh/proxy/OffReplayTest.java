package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingClient.blocks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLimits;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode off, and prompts too large to plan: the client's bytes, but for what went out otherwise. */
class OffReplayTest {
  private static final String[] OFF = {"x-compresh-mode", "off"};

  @TempDir Path folder;
  private final BindingProvider vendor = new BindingProvider();
  private final ThinkingClient client = new ThinkingClient(vendor);
  private PipelineFixture pipelineFixture;

  @BeforeEach
  void open() {
    pipelineFixture =
        PipelineFixture.PipelineSetup.plain()
            .layers(ThinkingClient.LAYERS)
            .sent(new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT))
            .largest(32 << 20)
            .in(folder);
  }

  @AfterEach
  void close() {
    pipelineFixture.close();
  }

  @Test
  void whereNothingWasEdited_everyByteIsTheClients() {
    for (int i = 0; i < 9; i++) {
      String body = client.body();
      assertThat(new String(client.turn(pipelineFixture, OFF), UTF_8)).isEqualTo(body);
    }
    String odd = client.body().replace("\"role\":", " \"role\" :\t") + "\n ";
    assertThat(
            PipelineFixture.text(
                pipelineFixture.forwarded(
                    ThinkingClient.PATH, odd, "x-session-id", "s1", "x-compresh-mode", "off")))
        .isEqualTo(odd);
  }

  @Test
  void whatWasEdited_goesOutSoAgain_andWhatIsNewAsItIs() {
    client.turns(9, pipelineFixture);
    byte[] before = client.send(pipelineFixture).attempts().first().body();
    client.turn(pipelineFixture, OFF);
    int raw = client.body().length();
    client.turn(pipelineFixture, OFF);
    byte[] after = client.turn(pipelineFixture, OFF);
    assertThat(blocks(after)).isEqualTo(11);
    assertThat(after.length).isLessThan(raw);
    String kept = new String(before, UTF_8).replaceAll("]}$", "");
    assertThat(new String(after, UTF_8)).startsWith(kept);
  }

  @Test
  void aVeryLargePrompt_keepsWhatWasSent() {
    client.turns(9, pipelineFixture);
    client.ask(ThinkingClient.output(5, 80_000));
    assertThat(client.body().length()).isGreaterThan(5 << 20);
    int raw = client.body().length();
    byte[] large = client.turn(pipelineFixture);
    assertThat(blocks(large)).isEqualTo(9);
    assertThat(large.length).isLessThan(raw - 1_000);
    String text = ThinkingClient.JSON.writeValueAsString(ThinkingClient.output(5, 80_000));
    assertThat(new String(large, UTF_8)).contains(text);
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(10);
    client.history.subList(19, client.history.size()).clear();
    client.turns(2, pipelineFixture);
  }

  @Test
  void aVeryLargePromptFromTheStart_isTheClients() {
    client.ask(ThinkingClient.output(5, 80_000));
    for (int i = 0; i < 3; i++) {
      String body = client.body();
      assertThat(new String(client.turn(pipelineFixture), UTF_8)).isEqualTo(body);
    }
  }
}
