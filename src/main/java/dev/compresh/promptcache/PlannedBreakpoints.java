package dev.compresh.promptcache;

import dev.compresh.json.BodyEdit;
import java.util.List;

/**
 * Breakpoints to put into a body.
 *
 * @param edits of the client's own body; they overlap with no change of a plan
 * @param count how many breakpoints these are, three at most
 */
public record PlannedBreakpoints(List<BodyEdit> edits, int count) {
  public static final PlannedBreakpoints NONE = new PlannedBreakpoints(List.of(), 0);

  public PlannedBreakpoints {
    edits = List.copyOf(edits);
  }
}
