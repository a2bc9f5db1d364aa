package dev.compresh.proxy;

import dev.compresh.json.BodyEdit;
import dev.compresh.promptcache.CacheMemory;
import dev.compresh.promptcache.PlannedBreakpoints;
import dev.compresh.provider.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cache breakpoints set in a request.
 *
 * @param vendor whose rules it follows
 * @param planned the breakpoints, and what else is said of the cache
 * @param reckoned what they rest on; null where nothing was calculated
 */
record CacheMarking(
    CacheVendor vendor, PlannedBreakpoints planned, @Nullable MarkDecision reckoned) {
  static final CacheMarking NONE =
      new CacheMarking(CacheVendor.NONE, PlannedBreakpoints.NONE, null);

  /**
   * The inputs of a marking decision.
   *
   * @param before what was remembered until then
   * @param step what was decided
   * @param place where it is remembered
   */
  record MarkDecision(
      CacheMemory before, CacheMemory.MemoryStep step, CacheMemories.MemoryPlace place) {}

  List<BodyEdit> edits() {
    return planned.edits();
  }

  /** The same for another candidate than the first, where that one's vendor is the same. */
  List<BodyEdit> edits(Candidate candidate, ApiEndpoint apiEndpoint) {
    return CacheVendor.of(candidate, apiEndpoint) == vendor ? planned.edits() : List.of();
  }

  /** Returns how many breakpoints {@code candidate} was sent. */
  int count(Candidate candidate, ApiEndpoint apiEndpoint) {
    return CacheVendor.of(candidate, apiEndpoint) == vendor ? planned.count() : 0;
  }

  /** Without the body's edits. */
  CacheMarking figures() {
    return new CacheMarking(vendor, new PlannedBreakpoints(List.of(), planned.count()), reckoned);
  }
}
