package dev.compresh.compression.output;

import java.util.List;

/**
 * A result as filters left it.
 *
 * @param filters names of the filters that changed it, in their order; none where it is as it came
 */
public record ShrunkOutput(String text, List<String> filters) {
  public ShrunkOutput {
    filters = List.copyOf(filters);
  }
}
