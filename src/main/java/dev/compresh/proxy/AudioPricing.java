package dev.compresh.proxy;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.Usage;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.ModelPrice;
import java.util.function.Supplier;

/**
 * Measures audio before the provider reports its usage: seconds where a model's price is one per
 * minute, characters where it is one per character, else tokens.
 */
final class AudioPricing {
  /** OpenAI's audio input is a token for each 100 ms (its guide to audio, costs). */
  private static final int HEARD_PER_SECOND = 10;

  /**
   * Tokens of speech to a hundred characters: 20 a second (50 ms each, as of that guide) at 15
   * characters a second of reading aloud.
   */
  private static final int SPOKEN_PER_HUNDRED = 133;

  /** Tokens of text that a second of fast speech becomes: 200 words a minute, 1.5 tokens each. */
  private static final int WRITTEN_PER_SECOND = 5;

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final Supplier<Catalogue> catalogue;

  AudioPricing(Supplier<Catalogue> catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Micro-USD per million seconds or characters, where that is what {@code price} is for; 0 where
   * tokens are.
   */
  static long unit(ModelPrice price) {
    return price.minute() > 0 ? price.minute() * 1_000_000 / 60 : price.characters();
  }

  /** The unit of a model's audio price. */
  enum AudioUnit {
    TOKENS,
    SECONDS,
    CHARACTERS
  }

  /**
   * An amount.
   *
   * @param input units of input
   * @param output tokens of output at most
   * @param speech whether the output is the sound, which no meter can count as it goes by
   */
  record AudioAmount(AudioUnit unit, long input, long output, boolean speech) {

    /** {@code settlement} with what the provider reported brought to this unit. */
    RequestSettlement wrap(RequestSettlement requestSettlement) {
      return answerDelivery -> requestSettlement.settle(measured(answerDelivery));
    }

    private AnswerDelivery measured(AnswerDelivery answerDelivery) {
      Usage told = answerDelivery.usage();
      if (told != null) {
        return answerDelivery.withUsage(convertUsage(told));
      }
      return speech && answerDelivery.bytes() > 0
          ? answerDelivery.withEstimatedOutput(output)
          : answerDelivery;
    }

    private Usage convertUsage(Usage told) {
      return switch (unit) {
        case CHARACTERS -> new Usage(input, 0, 0, 0, told.output(), 0).withExtras(told.extras());
        case SECONDS ->
            new Usage(seconds(told), 0, 0, 0, told.output(), 0).withExtras(told.extras());
        case TOKENS -> told.seconds() > 0 ? tokens(told) : told;
      };
    }

    private long seconds(Usage told) {
      if (told.seconds() > 0) {
        return told.seconds();
      }
      return told.audioInput() > 0
          ? Math.ceilDiv(told.audioInput(), (long) HEARD_PER_SECOND)
          : input;
    }

    private static Usage tokens(Usage told) {
      long heard = told.seconds() * HEARD_PER_SECOND;
      return new Usage(heard, 0, 0, 0, told.output(), 0, heard, 0, told.seconds())
          .withExtras(told.extras());
    }
  }

  /** Sound of so many seconds, to be written down. */
  AudioAmount transcribed(RoutingDecision routingDecision, long seconds) {
    return price(routingDecision).minute() > 0
        ? new AudioAmount(AudioUnit.SECONDS, seconds, 0, false)
        : new AudioAmount(
            AudioUnit.TOKENS, seconds * HEARD_PER_SECOND, seconds * WRITTEN_PER_SECOND, false);
  }

  /** The text of {@code prompt}, to be spoken. */
  AudioAmount spoken(RoutingDecision routingDecision, Prompt prompt) {
    long characters = 0;
    for (Message message : prompt.messages()) {
      for (PromptPart promptPart : message.parts()) {
        if (promptPart instanceof PromptPart.TextPart textPart) {
          String value = prompt.text(textPart);
          characters += value.codePointCount(0, value.length());
        }
      }
    }
    return price(routingDecision).characters() > 0
        ? new AudioAmount(AudioUnit.CHARACTERS, characters, 0, true)
        : new AudioAmount(
            AudioUnit.TOKENS,
            Math.ceilDiv(characters, CHARACTERS_PER_TOKEN),
            Math.ceilDiv(characters * SPOKEN_PER_HUNDRED, 100),
            true);
  }

  /** {@code usage} as an endpoint for sound has it, all of whose input or output that is. */
  static Usage convert(ApiEndpoint apiEndpoint, Usage usage) {
    return switch (apiEndpoint) {
      case TRANSCRIPTIONS, TRANSLATIONS -> withSound(usage, usage.input(), 0);
      case SPEECH -> withSound(usage, 0, usage.output());
      default -> usage;
    };
  }

  private static Usage withSound(Usage usage, long heard, long spoken) {
    return new Usage(usage.input(), 0, 0, 0, usage.output(), 0, heard, spoken, 0);
  }

  private ModelPrice price(RoutingDecision routingDecision) {
    return catalogue.get().price(routingDecision.upstream()).orElse(ModelPrice.FREE);
  }
}
