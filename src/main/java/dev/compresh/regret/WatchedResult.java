package dev.compresh.regret;

import dev.compresh.compression.Layer;
import dev.compresh.compression.eviction.FileAccess;
import java.util.EnumSet;
import java.util.Set;

/** A tool's result in a session that is watched: hashes and numbers, no text. */
final class WatchedResult {
  private static final int MOST_LINES = Integer.MAX_VALUE;

  final int message;
  final int ordinal;

  /** What the call asked for, as a hash; 0 where that is not known. */
  final long target;

  /** The name of its file without folders, as a hash; 0 where it is of no file. */
  final long file;

  private final int firstLine;
  private final int lastLine;

  /** How many edits the session had seen before. */
  final int edits;

  private Set<Layer> layers = Set.of();
  private int cutAt;
  private boolean outdated;

  private WatchedResult(
      int message, int ordinal, long target, long file, int firstLine, int lastLine, int edits) {
    this.message = message;
    this.ordinal = ordinal;
    this.target = target;
    this.file = file;
    this.firstLine = firstLine;
    this.lastLine = lastLine;
    this.edits = edits;
  }

  /** The result of a read of {@code access}'s file. */
  static WatchedResult ofRead(
      int message, int ordinal, long path, long file, FileAccess fileAccess, int edits) {
    return new WatchedResult(
        message, ordinal, path, file, fileAccess.first(), fileAccess.last(), edits);
  }

  /** Any other result. */
  static WatchedResult of(int message, int ordinal, long target, int edits) {
    return new WatchedResult(message, ordinal, target, 0, 1, MOST_LINES, edits);
  }

  /** Notes that {@code layer} changed it; whether that is new. */
  boolean cut(Layer layer, int messages) {
    if (layers.contains(layer)) {
      return false;
    }
    layers = layers.isEmpty() ? EnumSet.of(layer) : EnumSet.copyOf(layers);
    layers.add(layer);
    cutAt = messages;
    return true;
  }

  boolean isCut() {
    return !layers.isEmpty();
  }

  /** Returns whether it was cut at most {@code reach} messages before {@code now}. */
  boolean isCutSince(int now, int reach) {
    return isCut() && now - cutAt <= reach;
  }

  /** Notes that its file has changed since. */
  void outdate() {
    outdated = true;
  }

  boolean isOutdated() {
    return outdated;
  }

  /** Returns whether it showed all lines of {@code access}, as far as is known. */
  boolean covers(FileAccess fileAccess) {
    return firstLine <= fileAccess.first() && lastLine >= fileAccess.last();
  }

  Set<Layer> layers() {
    return layers;
  }
}
