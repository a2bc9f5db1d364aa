package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Filters one after the other, and back. What the decoder does not give back is not done: it sees
 * the outcome alone, so it must not depend on which filters found something.
 */
record ReversibleChain(List<OutputFilter> filters) {

  /** {@code text} as short as it comes back. */
  String shorten(String text) {
    String wanted = normalize(text);
    String all = text;
    boolean[] changes = new boolean[filters.size()];
    int changed = 0;
    for (int i = 0; i < changes.length; i++) {
      String next = filters.get(i).shorten().apply(all);
      changes[i] = !next.equals(all);
      changed += changes[i] ? 1 : 0;
      all = next;
    }
    if (changed == 0 || comesBack(all, wanted)) {
      return all;
    }
    return changed == 1 ? text : oneByOne(text, changes, wanted);
  }

  /** Leaves out the filters by whose work the original would be lost. */
  private String oneByOne(String text, boolean[] changes, String wanted) {
    String shortened = text;
    for (int i = 0; i < changes.length; i++) {
      String next = changes[i] ? filters.get(i).shorten().apply(shortened) : shortened;
      shortened = !next.equals(shortened) && comesBack(next, wanted) ? next : shortened;
    }
    return shortened;
  }

  private boolean comesBack(String shortened, String wanted) {
    return normalize(restore(shortened)).equals(wanted);
  }

  /** Returns what {@code shortened} was made of. */
  String restore(String shortened) {
    String restored = shortened;
    List<OutputFilter> back = new ArrayList<>(filters).reversed();
    for (OutputFilter filter : back) {
      restored = filter.restore().apply(restored);
    }
    return restored;
  }

  /** A form that is equal for all texts that say the same. */
  String normalize(String text) {
    String normal = text;
    for (OutputFilter filter : filters) {
      normal = filter.normalize().apply(normal);
    }
    return normal;
  }
}
