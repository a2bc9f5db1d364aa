package dev.compresh.store;

import java.time.Duration;

/** Tells the processes that share a store apart, and the living from the dead. */
public interface InstanceRegistry extends AutoCloseable {

  /** This process's own id, which others find alive from the first call on. */
  String id();

  /**
   * Returns whether another process lives. A process that is only suspended is alive.
   *
   * @param unseen for how long it has not been seen in the store
   */
  boolean isAlive(String other, Duration unseen);

  /**
   * Returns for how long this process may use what it was lent without being seen; then others may
   * have taken it for dead.
   */
  Duration lendingTime();

  /** This process ends. */
  @Override
  void close();
}
