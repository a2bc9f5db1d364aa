package dev.compresh.compression.agent;

import java.util.List;

/** Recognises the heading that Codex puts before what a script printed. */
final class ScriptHeading {
  private static final List<String> OPENINGS =
      List.of("Script completed\n", "Script failed\n", "Script running with cell ID ");

  private ScriptHeading() {}

  static boolean opens(String text) {
    return OPENINGS.stream().anyMatch(text::startsWith);
  }
}
