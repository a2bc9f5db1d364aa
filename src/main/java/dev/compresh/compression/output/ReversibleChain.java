package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Filters one after the other, and back. What the decoder does not give back is not done: it sees
 * the outcome alone, so it must not depend on which filters found something.
 */
record ReversibleChain(List<OutputFilter> filters) {

  /** {@code text} as short as it comes back, and the filters that made it so. */
  ShrunkOutput shorten(String text) {
    String wanted = normalize(text);
    String all = text;
    boolean[] changes = new boolean[filters.size()];
    int changed = 0;
    for (int i = 0; i < changes.length; i++) {
      String next = filters.get(i).apply(all);
      changes[i] = !next.equals(all);
      changed += changes[i] ? 1 : 0;
      all = next;
    }
    if (changed == 0 || comesBack(all, wanted)) {
      return new ShrunkOutput(all, names(changes));
    }
    return changed == 1 ? new ShrunkOutput(text, List.of()) : oneByOne(text, changes, wanted);
  }

  /** Leaves out the filters by whose work the original would be lost. */
  private ShrunkOutput oneByOne(String text, boolean[] changes, String wanted) {
    String shortened = text;
    boolean[] done = new boolean[changes.length];
    for (int i = 0; i < changes.length; i++) {
      String next = changes[i] ? filters.get(i).apply(shortened) : shortened;
      done[i] = !next.equals(shortened) && comesBack(next, wanted);
      shortened = done[i] ? next : shortened;
    }
    return new ShrunkOutput(shortened, names(done));
  }

  private List<String> names(boolean[] done) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < done.length; i++) {
      if (done[i]) {
        names.add(filters.get(i).name());
      }
    }
    return names;
  }

  private boolean comesBack(String shortened, String wanted) {
    return normalize(restore(shortened)).equals(wanted);
  }

  /** Returns what {@code shortened} was made of. */
  String restore(String shortened) {
    String restored = shortened;
    List<OutputFilter> back = new ArrayList<>(filters).reversed();
    for (OutputFilter filter : back) {
      restored = filter.restore(restored);
    }
    return restored;
  }

  /** A form that is equal for all texts that say the same. */
  String normalize(String text) {
    String normal = text;
    for (OutputFilter filter : filters) {
      normal = filter.normalize(normal);
    }
    return normal;
  }
}
