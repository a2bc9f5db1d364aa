package dev.compresh.compression;

import java.util.Locale;
import java.util.Optional;

/** The mode that limits how far compression may go. */
public enum CompressionMode {
  /** Nothing is changed. */
  OFF,
  /** Nothing is changed; what the other modes would have saved is recorded. */
  SHADOW,
  /** Only what loses no substance: layers {@code tool_output} and {@code dedup}. */
  LOSSLESS,
  /** All layers, with room for what may be asked again. The default. */
  BALANCED,
  /** All layers, smallest prompt. */
  MAX;

  /** The mode written as {@code name}, in any case. */
  public static Optional<CompressionMode> named(String name) {
    for (CompressionMode compressionMode : values()) {
      if (compressionMode.label().equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(compressionMode);
      }
    }
    return Optional.empty();
  }

  /** Returns whether everything goes out as it came. */
  public boolean isRaw() {
    return this == OFF || this == SHADOW;
  }

  /** The name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
