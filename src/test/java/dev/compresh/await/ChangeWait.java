package dev.compresh.await;

import dev.compresh.store.ChangeMarks;
import dev.compresh.store.Database;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** For what caches over a store learn from its announcements. */
public final class ChangeWait {
  private static final int MOST_SECONDS = 60;

  private ChangeWait() {}

  /**
   * Waits until everything that has been committed so far, here or by another process, was
   * announced to those who listen at {@code database}: listeners are called in the order in which
   * they came.
   */
  public static void seenBy(Database database) {
    CountDownLatch told = new CountDownLatch(1);
    database.onChange("test", told::countDown);
    database.commit(
        handle -> {
          ChangeMarks.mark(handle, "test");
          return null;
        });
    try {
      if (!told.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the store announced nothing");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
