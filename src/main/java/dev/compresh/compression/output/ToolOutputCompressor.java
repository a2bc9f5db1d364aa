package dev.compresh.compression.output;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the result of a tool smaller, whatever else is in the conversation. What a filter may take
 * away is its class; the mode says which classes run. The outcome of reversible filters goes out
 * only where the decoder gives back the original from it.
 */
public final class ToolOutputCompressor {
  private final OutputFilters filters;

  public ToolOutputCompressor(ElisionMarkers elisionMarkers) {
    this.filters = new OutputFilters(elisionMarkers);
  }

  /** {@code text}, or a shorter text for {@code mode} where that saves a tenth or more. */
  public String shrink(
      ToolUse use, String text, CompressionMode compressionMode, TokenCounter tokens) {
    return compress(use, text, compressionMode, tokens).text();
  }

  /** As {@link #shrink}, with the filters that did it. */
  public ShrunkOutput compress(
      ToolUse use, String text, CompressionMode compressionMode, TokenCounter tokens) {
    List<String> names = new ArrayList<>();
    List<OutputFilter> reversible = new ArrayList<>();
    String shown = text;
    for (OutputFilter filter : filters.select(use)) {
      if (!filter.filterClass().isAllowedIn(compressionMode)) {
        continue;
      }
      if (filter.isReversible()) {
        reversible.add(filter);
        continue;
      }
      String next = filter.apply(shown);
      if (!next.equals(shown)) {
        names.add(filter.name());
        shown = next;
      }
    }
    ShrunkOutput shrunk = new ReversibleChain(reversible).shorten(shown);
    names.addAll(shrunk.filters());
    // A page may hold nothing to read; then it is not for reading.
    boolean said = !shrunk.text().equals(text) && !shrunk.text().isBlank();
    return said && pays(tokens.count(text), tokens.count(shrunk.text()))
        ? new ShrunkOutput(shrunk.text(), names)
        : new ShrunkOutput(text, List.of());
  }

  /**
   * The text that {@code forwarded} represents: all that reversible filters did is undone. JSON
   * comes back without the blanks that say nothing.
   */
  public String restore(ToolUse use, String forwarded) {
    return chain(use).restore(forwarded);
  }

  /** Returns what a terminal shows of {@code text}, where {@code use} printed on one. */
  public String shown(ToolUse use, String text) {
    String shown = text;
    for (OutputFilter filter : filters.select(use)) {
      boolean invisible = filter.filterClass() == FilterClass.INVISIBLE;
      shown = invisible ? filter.apply(shown) : shown;
    }
    return shown;
  }

  /** A form of {@code text} that is equal for all texts that say the same to {@code use}. */
  public String normalize(ToolUse use, String text) {
    return chain(use).normalize(text);
  }

  private ReversibleChain chain(ToolUse use) {
    return new ReversibleChain(
        filters.select(use).stream().filter(OutputFilter::isReversible).toList());
  }

  /** Returns whether {@code after} tokens in place of {@code before} are worth a change. */
  public static boolean pays(int before, int after) {
    return after * 10L <= before * 9L;
  }
}
