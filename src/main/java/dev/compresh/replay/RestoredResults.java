package dev.compresh.replay;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.agent.PromptRestorer;
import dev.compresh.compression.agent.PromptRestorer.RestoredPart;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changed results of a request, rebuilt from what would be forwarded, with the originals.
 *
 * @param results in the order of the messages
 */
public record RestoredResults(List<RestoredResult> results) {
  /**
   * One result.
   *
   * @param message index of its message in the client's request
   * @param restored its text rebuilt, null where a reference leads nowhere
   * @param isOriginal whether the original came back: byte for byte, but for what a terminal does
   *     not show and for blanks in JSON
   */
  public record RestoredResult(
      int message, String tool, String original, @Nullable String restored, boolean isOriginal) {}

  /** Returns what {@code compressor} forwards of {@code prompt} under {@code policy}, rebuilt. */
  public static RestoredResults of(
      Prompt prompt,
      Compressor compressor,
      CompressionPolicy compressionPolicy,
      ElisionMarkers elisionMarkers) {
    CompressionPlan compressionPlan = compressor.plan(prompt, compressionPolicy, TimeLimit.PATIENT);
    Set<Integer> dropped = new HashSet<>();
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      if (plannedChange instanceof PlannedChange.MessageDrop) {
        dropped.add(plannedChange.message());
      }
    }
    List<RestoredPart> originals =
        PromptRestorer.restore(prompt, elisionMarkers).stream()
            .filter(result -> !dropped.contains(result.message()))
            .toList();
    List<RestoredResult> results = new ArrayList<>();
    if (PromptReader.read(prompt.dialect(), compressionPlan.apply(prompt))
        instanceof Prompt forwarded) {
      List<RestoredPart> restored = PromptRestorer.restore(forwarded, elisionMarkers);
      for (int i = 0; i < Math.min(originals.size(), restored.size()); i++) {
        RestoredPart was = originals.get(i);
        RestoredPart is = restored.get(i);
        if (!was.forwarded().equals(is.forwarded())) {
          String text = is.text();
          boolean same =
              text != null
                  && PromptRestorer.isSame(was.use(), text, was.forwarded(), elisionMarkers);
          String tool = was.use().tool();
          results.add(new RestoredResult(was.message(), tool, was.forwarded(), text, same));
        }
      }
    }
    return new RestoredResults(results);
  }

  /** Returns whether all of them are the originals. */
  public boolean isWhole() {
    return results.stream().allMatch(RestoredResult::isOriginal);
  }
}
