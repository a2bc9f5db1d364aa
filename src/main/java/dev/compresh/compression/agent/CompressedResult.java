package dev.compresh.compression.agent;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.Layer;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.dedup.ForwardedText;
import dev.compresh.compression.dedup.LineIndex;
import dev.compresh.compression.dedup.RepeatedRun;
import dev.compresh.compression.dedup.ResultName;
import dev.compresh.compression.eviction.FileAccess;
import dev.compresh.compression.output.LineNumberThinner;
import dev.compresh.compression.output.ShrunkOutput;
import dev.compresh.compression.output.ToolOutputCompressor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The compressed form of one result: tool output on its own text, then dedup against what was
 * forwarded. A reference or a thinned gutter goes out only where the decoder gives the text back.
 *
 * @param enclosure what the agent put around it
 * @param text what is forwarded of what the tool printed
 * @param lines all that is forwarded, line by line
 * @param before tokens of the original
 * @param after tokens of what is forwarded, with what is around it
 * @param refers numbers of the results to which it refers
 * @param layer the layer that saved most
 * @param reason why, without any of the text
 * @param filters names of the output filters that changed it
 */
record CompressedResult(
    OutputEnclosure enclosure,
    String text,
    ForwardedText lines,
    int before,
    int after,
    Set<Integer> refers,
    Layer layer,
    String reason,
    List<String> filters) {
  /**
   * Returns what is forwarded of {@code original}.
   *
   * @param name the result's own name: it refers to what is above it
   */
  static CompressedResult of(
      ToolUse use,
      ResultName name,
      String original,
      CompressionContext compressionContext,
      LineIndex lineIndex,
      TokenCounter tokens) {
    int before = tokens.count(original);
    ElisionMarkers elisionMarkers = compressionContext.markers();
    if (elisionMarkers.isMarked(original)) {
      // Some client sends back what it got from us: it is as small as it can be.
      return untouched(use, original, before, elisionMarkers);
    }
    OutputEnclosure around = OutputEnclosure.of(original);
    ShrunkOutput shrunk =
        compressionContext.output().compress(use, around.body(), compressionContext.mode(), tokens);
    ResultDraft draft =
        new ResultDraft(use, name, around, shrunk.text(), compressionContext, lineIndex, tokens);
    for (Supplier<ResultDraft.DraftPrint> way : draft.prints(before)) {
      ResultDraft.DraftPrint draftPrint = way.get();
      int after = tokens.count(around.wrap(draftPrint.text()));
      boolean pays =
          after < before
              && (!draftPrint.runs().isEmpty() || ToolOutputCompressor.pays(before, after));
      if (pays && draft.isRestored(draftPrint)) {
        int alone = tokens.count(around.wrap(draft.alone(draftPrint)));
        Layer layer = alone - after > before - alone ? Layer.DEDUP : Layer.TOOL_OUTPUT;
        List<String> filters = filters(shrunk, draftPrint.thin());
        String reason = layer == Layer.DEDUP ? "appears earlier" : String.join(", ", filters);
        Set<Integer> refers = new HashSet<>();
        for (RepeatedRun repeatedRun : draftPrint.runs()) {
          if (repeatedRun.where() != null) {
            refers.add(repeatedRun.where().number());
          }
        }
        ForwardedText lines = lines(use, around.wrap(draftPrint.text()), elisionMarkers);
        return new CompressedResult(
            around, draftPrint.text(), lines, before, after, refers, layer, reason, filters);
      }
    }
    return untouched(use, original, before, elisionMarkers);
  }

  private static List<String> filters(ShrunkOutput shrunk, boolean thin) {
    List<String> filters = new ArrayList<>(shrunk.filters());
    if (thin) {
      filters.add(LineNumberThinner.NAME);
    }
    return filters;
  }

  /**
   * A result that was sent as {@code sent} before, by whatever rules. Its lines are known by the
   * numbers that are printed, since how it was made is not known.
   */
  static CompressedResult settled(
      ToolUse use,
      String original,
      String sent,
      ElisionMarkers elisionMarkers,
      TokenCounter tokens) {
    if (sent.equals(original)) {
      return untouched(use, original, tokens.count(original), elisionMarkers);
    }
    return new CompressedResult(
        new OutputEnclosure("", sent, ""),
        sent,
        lines(use, sent, elisionMarkers),
        tokens.count(original),
        tokens.count(sent),
        Set.of(),
        Layer.TOOL_OUTPUT,
        "sent so before",
        List.of());
  }

  static CompressedResult untouched(
      ToolUse use, String original, int tokens, ElisionMarkers elisionMarkers) {
    return new CompressedResult(
        new OutputEnclosure("", original, ""),
        original,
        lines(use, original, elisionMarkers),
        tokens,
        tokens,
        Set.of(),
        Layer.TOOL_OUTPUT,
        "",
        List.of());
  }

  /** Returns the text in place of a result that was cut: nothing refers to it. */
  static CompressedResult cut(
      String original, String marker, String reason, int before, TokenCounter tokens) {
    OutputEnclosure around = OutputEnclosure.of(original);
    String end = around.tail().isEmpty() ? "" : "\n";
    int after = tokens.count(around.wrap(marker + end));
    ForwardedText lines = ForwardedText.plain(Collections.singletonList(null));
    return new CompressedResult(
        around, marker + end, lines, before, after, Set.of(), Layer.EVICTION, reason, List.of());
  }

  /**
   * Returns what later results can refer to. Not what an editor prints after a change: who reads
   * the file then wants to see it.
   */
  private static ForwardedText lines(ToolUse use, String forwarded, ElisionMarkers elisionMarkers) {
    boolean edits = use.command().isEmpty() && FileAccess.of(use, "").changes();
    return edits
        ? ForwardedText.plain(List.of())
        : ForwardedLines.read(use, forwarded, elisionMarkers);
  }

  /** Returns whether it represents a result that was cut. */
  boolean cut() {
    return layer == Layer.EVICTION;
  }

  /** Returns whether it refers to any of the results {@code numbers}. */
  boolean refers(Set<Integer> numbers) {
    return !refers.isEmpty() && refers.stream().anyMatch(numbers::contains);
  }

  /** The whole of what is forwarded. */
  String forwarded() {
    return enclosure.wrap(text);
  }

  int saved() {
    return before - after;
  }

  boolean changed() {
    return after < before;
  }
}
