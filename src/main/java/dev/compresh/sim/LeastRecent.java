package dev.compresh.sim;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size that drops what was used least recently. Not thread-safe. */
final class LeastRecent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  LeastRecent(int most) {
    super(64, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
