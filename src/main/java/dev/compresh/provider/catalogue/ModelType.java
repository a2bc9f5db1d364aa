package dev.compresh.provider.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The purpose of a model. */
public enum ModelType {
  CHAT,
  VISION_CHAT,
  EMBEDDING,
  TRANSCRIPTION,
  SPEECH,
  REALTIME,
  IMAGE,
  RERANK,
  MODERATION;

  /** As it is written: {@code vision-chat}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether it answers conversations. */
  public boolean chat() {
    return this == CHAT || this == VISION_CHAT;
  }

  public static Optional<ModelType> named(String label) {
    return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(ModelType::label).toList();
  }
}
