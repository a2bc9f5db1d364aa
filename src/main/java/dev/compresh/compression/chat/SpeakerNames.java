package dev.compresh.compression.chat;

import org.jspecify.annotations.Nullable;

/** Names of speakers as lines begin with them. */
final class SpeakerNames {
  private static final int LONGEST = 40;

  private SpeakerNames() {}

  /** {@code name} on one line; null where nothing of it can be printed. */
  static @Nullable String speaker(@Nullable String name) {
    if (name == null) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length() && out.length() < LONGEST; i++) {
      char c = name.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || "_-. '".indexOf(c) >= 0;
      out.append(plain ? c : ' ');
    }
    String line = out.toString().strip();
    return line.isEmpty() ? null : line;
  }
}
