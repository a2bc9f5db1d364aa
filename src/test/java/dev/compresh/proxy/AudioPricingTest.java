package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.AudioPricing.AudioAmount;
import dev.compresh.proxy.AudioPricing.AudioUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What providers tell of sound, brought to the unit of the model's price. */
class AudioPricingTest {
  private static final Usage SECONDS = new Usage(0, 0, 0, 0, 3, 0, 0, 0, 9);
  private static final Usage TOKENS = new Usage(101, 0, 0, 0, 45, 0, 95, 0, 0);

  private static AnswerDelivery settled(AudioAmount audioAmount, @Nullable Usage told) {
    List<AnswerDelivery> seen = new ArrayList<>();
    audioAmount
        .wrap(seen::add)
        .settle(new AnswerDelivery(DeliveryEnding.COMPLETE, 200, told, 7, 100, 1, 2, 0, 1));
    return seen.getFirst();
  }

  @Test
  void pricedBySeconds_tokensToldBecomeSeconds() {
    AudioAmount audioAmount = new AudioAmount(AudioUnit.SECONDS, 12, 0, false);
    assertThat(settled(audioAmount, SECONDS).usage()).isEqualTo(new Usage(9, 0, 0, 0, 3, 0));
    assertThat(settled(audioAmount, TOKENS).usage()).isEqualTo(new Usage(10, 0, 0, 0, 45, 0));
    assertThat(settled(audioAmount, new Usage(5, 0, 0, 0, 4, 0)).usage())
        .isEqualTo(new Usage(12, 0, 0, 0, 4, 0));
  }

  @Test
  void pricedByTokens_secondsToldBecomeTokensOfSound() {
    AudioAmount audioAmount = new AudioAmount(AudioUnit.TOKENS, 120, 60, false);
    assertThat(settled(audioAmount, TOKENS).usage()).isEqualTo(TOKENS);
    assertThat(settled(audioAmount, SECONDS).usage())
        .isEqualTo(new Usage(90, 0, 0, 0, 3, 0, 90, 0, 9));
  }

  @Test
  void pricedByCharacters_onlyThoseCount() {
    AudioAmount audioAmount = new AudioAmount(AudioUnit.CHARACTERS, 300, 0, true);
    assertThat(settled(audioAmount, TOKENS).usage()).isEqualTo(new Usage(300, 0, 0, 0, 45, 0));
  }

  @Test
  void nothingTold_isEstimatedAndStaysMarked() {
    AnswerDelivery speech = settled(new AudioAmount(AudioUnit.TOKENS, 25, 133, true), null);
    assertThat(speech.usage()).isNull();
    assertThat(speech.estimatedOutput()).isEqualTo(133);
    AnswerDelivery text = settled(new AudioAmount(AudioUnit.TOKENS, 120, 60, false), null);
    assertThat(text.estimatedOutput()).isEqualTo(7);
  }

  @Test
  void withoutFigures_allThatIsHeardOrSpokenIsSound() {
    Usage usage = new Usage(90, 0, 0, 0, 12, 0);
    assertThat(AudioPricing.convert(ApiEndpoint.TRANSCRIPTIONS, usage).audioInput()).isEqualTo(90);
    assertThat(AudioPricing.convert(ApiEndpoint.SPEECH, usage).audioOutput()).isEqualTo(12);
    assertThat(AudioPricing.convert(ApiEndpoint.CHAT, usage)).isEqualTo(usage);
  }
}
