package dev.compresh.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who are called where a write of this process has marked a topic. */
final class CommitListeners {
  private final List<CommitListener> all = new CopyOnWriteArrayList<>();

  private record CommitListener(String topic, Runnable call) {}

  void add(String topic, Runnable listener) {
    all.add(new CommitListener(topic, listener));
  }

  void announce(Set<String> topics) {
    for (CommitListener listener : all) {
      if (topics.contains(listener.topic)) {
        listener.call.run();
      }
    }
  }
}
