package dev.compresh.provider.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The capabilities of a model beyond answering text with text. */
public enum ModelCapability {
  TOOLS,
  RESPONSE_FORMAT,
  /** It thinks before it answers. */
  REASONING,
  /** How much it thinks can be asked for; see {@link ReasoningEfforts}. */
  REASONING_EFFORT,
  IMAGE_INPUT,
  AUDIO_INPUT,
  VIDEO_INPUT,
  FILE_INPUT;

  /** As it is written: {@code image_input}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ModelCapability> named(String label) {
    return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(ModelCapability::label).toList();
  }
}
