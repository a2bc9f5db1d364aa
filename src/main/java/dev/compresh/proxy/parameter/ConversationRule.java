package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.provider.catalogue.ModelCapability;
import dev.compresh.provider.catalogue.ModelFacts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The conversation: what it is made of is for the provider to judge, but for media that the model
 * can't read.
 */
record ConversationRule(ModelFacts facts, Prompt prompt) implements FieldRule {

  @Override
  public @Nullable ParameterViolation check(BodyField bodyField, String at) {
    if (!bodyField.is(BodyField.FieldKind.ARRAY)) {
      return ParameterViolation.value(at, "must be an array.");
    }
    if (prompt.messages().isEmpty()) {
      return ParameterViolation.value(at, "must contain at least one message.");
    }
    for (Message message : prompt.messages()) {
      for (PromptPart promptPart : message.parts()) {
        ModelCapability wanted =
            promptPart instanceof PromptPart.FixedPart fixedPart ? wanted(fixedPart.type()) : null;
        if (wanted != null && !facts.can(wanted)) {
          String medium = wanted.name().substring(0, wanted.name().indexOf('_'));
          return ParameterViolation.value(
              at + "[" + message.index() + "]",
              "contains input that this model can't read: "
                  + medium.toLowerCase(Locale.ROOT)
                  + ".");
        }
      }
    }
    return null;
  }

  /** Returns what a model must be able to do to read a part of that type; null where all can. */
  private static @Nullable ModelCapability wanted(String type) {
    return switch (type) {
      case "image_url", "image", "input_image" -> ModelCapability.IMAGE_INPUT;
      case "input_audio" -> ModelCapability.AUDIO_INPUT;
      case "video_url", "input_video" -> ModelCapability.VIDEO_INPUT;
      case "file", "document", "input_file" -> ModelCapability.FILE_INPUT;
      default -> null;
    };
  }
}
