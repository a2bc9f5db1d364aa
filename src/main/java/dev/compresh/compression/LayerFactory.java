package dev.compresh.compression;

import java.util.List;

/** Makes the layers for a conversation that was not seen before. */
@FunctionalInterface
public interface LayerFactory {

  /** Fresh histories, in the order in which they write into a plan. */
  List<LayerHistory> fresh(CompressionPolicy compressionPolicy);

  /**
   * Fresh histories for a conversation of which nothing may change once it was sent: they decide
   * about a message when it is new, and never again.
   */
  default List<LayerHistory> appendOnly(CompressionPolicy compressionPolicy) {
    return fresh(compressionPolicy);
  }
}
