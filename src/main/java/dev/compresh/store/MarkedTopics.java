package dev.compresh.store;

import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.config.JdbiConfig;

/** Gathers which topics were marked on a connection since the last commit. One thread at a time. */
public final class MarkedTopics implements JdbiConfig<MarkedTopics> {
  private final Set<String> topics = new HashSet<>();

  /** JDBI makes one for each connection that asks. */
  public MarkedTopics() {}

  void add(String topic) {
    topics.add(topic);
  }

  /** Those so far; they are forgotten. */
  Set<String> take() {
    if (topics.isEmpty()) {
      return Set.of();
    }
    Set<String> taken = Set.copyOf(topics);
    topics.clear();
    return taken;
  }

  /** Statements share their connection's. */
  @Override
  public MarkedTopics createCopy() {
    return this;
  }
}
