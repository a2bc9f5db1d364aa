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
 * @param vendor whose rules it follows
 * @param planned the breakpoints, and what else is said of the cache
 * @param reckoned what they rest on; null where nothing was reckoned
 */
record CacheMarking(CacheVendor vendor, PlannedBreakpoints planned, @Nullable Reckoned reckoned) {
  static final CacheMarking NONE =
      new CacheMarking(CacheVendor.NONE, PlannedBreakpoints.NONE, null);

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

  /** The same for another candidate than the first, where that one's vendor is the same. */
  List<Edit> edits(Candidate candidate, Endpoint endpoint) {
    return CacheVendor.of(candidate, endpoint) == vendor ? planned.edits() : List.of();
  }

  /** How many breakpoints {@code candidate} was sent. */
  int count(Candidate candidate, Endpoint endpoint) {
    return CacheVendor.of(candidate, endpoint) == vendor ? planned.count() : 0;
  }

  /** Without the body's edits. */
  CacheMarking figures() {
    return new CacheMarking(vendor, new PlannedBreakpoints(List.of(), planned.count()), reckoned);
  }
}
