package dev.compresh.cli.litellm;

import java.util.List;

/**
 * The result of a translation.
 *
 * @param yaml text of a {@code compresh.yaml}
 * @param notes what has no counterpart, or is to be done by hand; a line each
 */
public record TranslatedConfig(String yaml, List<String> notes) {
  public TranslatedConfig {
    notes = List.copyOf(notes);
  }
}
