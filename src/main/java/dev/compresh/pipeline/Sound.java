package dev.compresh.pipeline;

import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.ModelPrice;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import java.util.function.Supplier;

/**
 * What sound is charged by, before the provider has told: seconds where a model's price is one per
 * minute, characters where it is one per character, else tokens.
 */
final class Sound {
  /** OpenAI's audio input is a token for each 100 ms (its guide to audio, costs). */
  private static final int HEARD_PER_SECOND = 10;

  /**
   * Tokens of speech to a hundred characters: 20 a second (50 ms each, as of that guide) at 15
   * characters a second of reading aloud.
   */
  private static final int SPOKEN_PER_HUNDRED = 133;

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final Supplier<Catalogue> catalogue;

  Sound(Supplier<Catalogue> catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Micro-USD per million seconds or characters, where that is what {@code price} is for; 0 where
   * tokens are.
   */
  static long unit(ModelPrice price) {
    return price.minute() > 0 ? price.minute() * 1_000_000 / 60 : price.characters();
  }

  /**
   * An amount.
   *
   * @param input units of input
   * @param output tokens of output, 0 where the answer itself shows how many those are
   */
  record Amount(long input, long output) {

    /** {@code settlement} with this output, for an answer that says nothing of its own. */
    Settlement over(Settlement settlement) {
      return delivery ->
          settlement.settle(
              delivery.usage() != null || delivery.bytes() == 0 || output == 0
                  ? delivery
                  : delivery.withEstimatedOutput(output));
    }
  }

  /** Sound of so many seconds, to be written down. */
  Amount heard(Choice choice, long seconds) {
    boolean timed = price(choice).minute() > 0;
    return new Amount(timed ? seconds : seconds * HEARD_PER_SECOND, 0);
  }

  /** The text of {@code prompt}, to be spoken. */
  Amount spoken(Choice choice, Prompt prompt) {
    long characters = 0;
    for (Message message : prompt.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Text text) {
          String value = prompt.text(text);
          characters += value.codePointCount(0, value.length());
        }
      }
    }
    return price(choice).characters() > 0
        ? new Amount(characters, 0)
        : new Amount(
            Math.ceilDiv(characters, CHARACTERS_PER_TOKEN),
            Math.ceilDiv(characters * SPOKEN_PER_HUNDRED, 100));
  }

  private ModelPrice price(Choice choice) {
    return catalogue.get().price(choice.upstream()).orElse(ModelPrice.FREE);
  }
}
