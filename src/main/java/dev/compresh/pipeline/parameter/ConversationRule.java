package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.Capability;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.wire.Field;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The conversation: what it is made of is for the provider to judge, but for media that the model
 * can't read.
 */
record ConversationRule(ModelFacts facts, Prompt prompt) implements Rule {

  @Override
  public @Nullable Violation check(Field field, String at) {
    if (!field.is(Field.Kind.ARRAY)) {
      return Violation.value(at, "must be an array.");
    }
    if (prompt.messages().isEmpty()) {
      return Violation.value(at, "must hold at least one message.");
    }
    for (Message message : prompt.messages()) {
      for (Part part : message.parts()) {
        Capability wanted = part instanceof Part.Fixed fixed ? wanted(fixed.type()) : null;
        if (wanted != null && !facts.can(wanted)) {
          String medium = wanted.name().substring(0, wanted.name().indexOf('_'));
          return Violation.value(
              at + "[" + message.index() + "]",
              "holds what this model can't read: " + medium.toLowerCase(Locale.ROOT) + ".");
        }
      }
    }
    return null;
  }

  /** What a model must be able to do to read a part of that type; null where all can. */
  private static @Nullable Capability wanted(String type) {
    return switch (type) {
      case "image_url", "image", "input_image" -> Capability.IMAGE_INPUT;
      case "input_audio" -> Capability.AUDIO_INPUT;
      case "video_url", "input_video" -> Capability.VIDEO_INPUT;
      case "file", "document", "input_file" -> Capability.FILE_INPUT;
      default -> null;
    };
  }
}
