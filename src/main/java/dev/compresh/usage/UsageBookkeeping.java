package dev.compresh.usage;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes money along with events, in the same transaction. */
public interface UsageBookkeeping {

  /** Nothing. */
  UsageBookkeeping NONE =
      new UsageBookkeeping() {
        @Override
        public BookkeepingAttempt begin(List<UsageEvent> events) {
          return BookkeepingAttempt.NONE;
        }

        @Override
        public void lost(List<UsageEvent> events) {}
      };

  /** Before one attempt to write these events, which may be there already. */
  BookkeepingAttempt begin(List<UsageEvent> events);

  /** These events will never be written. */
  void lost(List<UsageEvent> events);

  /** One attempt. */
  interface BookkeepingAttempt {
    BookkeepingAttempt NONE =
        new BookkeepingAttempt() {
          @Override
          public void write(Handle handle, List<UsageEvent> fresh) {}

          @Override
          public void ended(boolean written) {}
        };

    /**
     * Writes as a part of the events' transaction.
     *
     * @param fresh those of the events that were not there already
     */
    void write(Handle handle, List<UsageEvent> fresh);

    /** The transaction is over; called in any case. */
    void ended(boolean written);
  }
}
