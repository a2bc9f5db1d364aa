package dev.compresh.sim;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what precedes a thinking block with what preceded it when it was made. */
final class PrefixMismatch {
  private PrefixMismatch() {}

  /**
   * The sentence that names what differs, empty where that can't be named; null where nothing
   * differs.
   *
   * @param index of the block among the request's thinking blocks
   * @param chain the thinking blocks before it
   * @param seen their identities
   */
  static @Nullable String describe(
      ConversationTrail trail,
      int index,
      ThinkingOrigin origin,
      ThinkingChain chain,
      Set<String> seen) {
    BoundPrefix made = origin.prefix();
    BoundPrefix now = trail.prefixOf(index);
    if (!now.system().equals(made.system())) {
      return "The `system` prompt differs from the one this block was created with.";
    }
    if (!now.tools().equals(made.tools())) {
      return "The `tools` list differs from the one this block was created with.";
    }
    if (!now.content().equals(made.content())) {
      String path = trail.firstDifference(index, made);
      return path == null
          ? ""
          : "Content before this block differs from when it was created, first at `" + path + "`.";
    }
    if (chain.isTailOf(origin.chain())) {
      return null;
    }
    boolean missing = origin.chain().length() > 0 && !seen.contains(origin.chain().last());
    return missing
        ? "The `thinking` block that preceded this one when it was created is missing from this"
            + " request."
        : "";
  }
}
