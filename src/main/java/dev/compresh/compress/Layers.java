package dev.compresh.compress;

import java.util.List;

/** Makes the layers for a conversation that was not seen before. */
@FunctionalInterface
public interface Layers {

  /** Fresh histories, in the order in which they write into a plan. */
  List<History> fresh(Policy policy);
}
