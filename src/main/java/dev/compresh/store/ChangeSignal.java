package dev.compresh.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the change marks from time to time and calls the listeners of those that have moved. */
final class ChangeSignal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeSignal.class);

  private record ChangeListener(String topic, Runnable call) {}

  private final Supplier<Map<String, Long>> marks;
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledTask poll;
  private Map<String, Long> seen;
  private boolean failing;

  /**
   * @param marks reads the marks; called by one thread at a time
   * @param period from one look to the next
   */
  ChangeSignal(Supplier<Map<String, Long>> marks, Duration period) {
    this.marks = marks;
    this.seen = marks.get();
    this.poll = ScheduledTask.start("store-changes", period, this::look);
  }

  void listen(String topic, Runnable listener) {
    listeners.add(new ChangeListener(topic, listener));
  }

  /** Looks now. */
  synchronized void look() {
    Map<String, Long> now;
    try {
      now = marks.get();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("polling the store for changes failed: {}", e.getMessage());
      }
      failing = true;
      return;
    }
    Map<String, Long> before = seen;
    seen = now;
    for (ChangeListener changeListener : listeners) {
      if (!now.getOrDefault(changeListener.topic(), 0L)
          .equals(before.getOrDefault(changeListener.topic(), 0L))) {
        try {
          changeListener.call().run();
        } catch (RuntimeException e) {
          LOG.error("a listener for '{}' failed", changeListener.topic(), e);
        }
      }
    }
  }

  @Override
  public void close() {
    poll.close();
  }
}
