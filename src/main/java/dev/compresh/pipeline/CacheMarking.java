package dev.compresh.pipeline;

import dev.compresh.promptcache.CacheMemory;
import dev.compresh.promptcache.PlannedBreakpoints;
import dev.compresh.provider.Candidate;
import dev.compresh.wire.Edit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done in a request for the provider's cache.
 *
 * @param planned the breakpoints
 * @param reckoned what they rest on; null where nothing was reckoned
 */
record CacheMarking(PlannedBreakpoints planned, @Nullable Reckoned reckoned) {
  static final CacheMarking NONE = new CacheMarking(PlannedBreakpoints.NONE, null);

  /**
   * What marks rest on.
   *
   * @param before what was remembered until then
   * @param step what was decided
   * @param place where it is remembered
   */
  record Reckoned(CacheMemory before, CacheMemory.Step step, CacheMemories.Place place) {}

  List<Edit> edits() {
    return planned.edits();
  }

  /** The same for another candidate than the first: marks are Anthropic's. */
  List<Edit> edits(Candidate candidate) {
    return PromptCaching.takesBreakpoints(candidate) ? planned.edits() : List.of();
  }

  boolean isMarked() {
    return planned.count() > 0;
  }

  /** Without the body's edits. */
  CacheMarking figures() {
    return new CacheMarking(new PlannedBreakpoints(List.of(), planned.count()), reckoned);
  }
}
