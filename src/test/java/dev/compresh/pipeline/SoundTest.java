package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.pipeline.Delivery.Ending;
import dev.compresh.pipeline.Sound.Amount;
import dev.compresh.pipeline.Sound.Unit;
import dev.compresh.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What providers tell of sound, brought to the unit of the model's price. */
class SoundTest {
  private static final Usage SECONDS = new Usage(0, 0, 0, 0, 3, 0, 0, 0, 9);
  private static final Usage TOKENS = new Usage(101, 0, 0, 0, 45, 0, 95, 0, 0);

  private static Delivery settled(Amount amount, @Nullable Usage told) {
    List<Delivery> seen = new ArrayList<>();
    amount.over(seen::add).settle(new Delivery(Ending.COMPLETE, 200, told, 7, 100, 1, 2, 0, 1));
    return seen.getFirst();
  }

  @Test
  void pricedBySeconds_tokensToldBecomeSeconds() {
    Amount amount = new Amount(Unit.SECONDS, 12, 0, false);
    assertThat(settled(amount, SECONDS).usage()).isEqualTo(new Usage(9, 0, 0, 0, 3, 0));
    assertThat(settled(amount, TOKENS).usage()).isEqualTo(new Usage(10, 0, 0, 0, 45, 0));
    assertThat(settled(amount, new Usage(5, 0, 0, 0, 4, 0)).usage())
        .isEqualTo(new Usage(12, 0, 0, 0, 4, 0));
  }

  @Test
  void pricedByTokens_secondsToldBecomeTokensOfSound() {
    Amount amount = new Amount(Unit.TOKENS, 120, 60, false);
    assertThat(settled(amount, TOKENS).usage()).isEqualTo(TOKENS);
    assertThat(settled(amount, SECONDS).usage()).isEqualTo(new Usage(90, 0, 0, 0, 3, 0, 90, 0, 9));
  }

  @Test
  void pricedByCharacters_onlyThoseCount() {
    Amount amount = new Amount(Unit.CHARACTERS, 300, 0, true);
    assertThat(settled(amount, TOKENS).usage()).isEqualTo(new Usage(300, 0, 0, 0, 45, 0));
  }

  @Test
  void nothingTold_isEstimatedAndStaysMarked() {
    Delivery speech = settled(new Amount(Unit.TOKENS, 25, 133, true), null);
    assertThat(speech.usage()).isNull();
    assertThat(speech.estimatedOutput()).isEqualTo(133);
    Delivery text = settled(new Amount(Unit.TOKENS, 120, 60, false), null);
    assertThat(text.estimatedOutput()).isEqualTo(7);
  }

  @Test
  void withoutFigures_allThatIsHeardOrSpokenIsSound() {
    Usage usage = new Usage(90, 0, 0, 0, 12, 0);
    assertThat(Sound.of(Endpoint.TRANSCRIPTIONS, usage).audioInput()).isEqualTo(90);
    assertThat(Sound.of(Endpoint.SPEECH, usage).audioOutput()).isEqualTo(12);
    assertThat(Sound.of(Endpoint.CHAT, usage)).isEqualTo(usage);
  }
}
