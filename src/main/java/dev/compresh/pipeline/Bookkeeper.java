package dev.compresh.pipeline;

import dev.compresh.budget.Books;
import dev.compresh.budget.Entry;
import dev.compresh.budget.Payer;
import dev.compresh.usage.Bookkeeping;
import dev.compresh.usage.UsageEvent;
import dev.compresh.wire.Usage;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Enters usage events into the books of money. */
public final class Bookkeeper implements Bookkeeping {
  private final Books books;

  public Bookkeeper(Books books) {
    this.books = books;
  }

  @Override
  public Attempt begin(List<UsageEvent> events) {
    Books.Page page = books.open(ids(events));
    return new Attempt() {
      @Override
      public void write(Handle handle, List<UsageEvent> fresh) {
        page.write(handle, fresh.stream().map(Bookkeeper::entry).toList());
      }

      @Override
      public void over(boolean written) {
        page.close(written);
      }
    };
  }

  @Override
  public void lost(List<UsageEvent> events) {
    books.lost(ids(events));
  }

  private static List<String> ids(List<UsageEvent> events) {
    return events.stream().map(UsageEvent::id).toList();
  }

  private static Entry entry(UsageEvent event) {
    UsageEvent.Caller caller = event.caller();
    Usage usage = event.used();
    return new Entry(
        event.id(),
        event.time(),
        new Payer(caller.orgId(), caller.userId(), caller.keyId()),
        event.bill().cost(),
        event.bill().charge(),
        new Entry.Use(
            event.failed(),
            event.prompt().original(),
            event.prompt().forwarded(),
            usage.input(),
            usage.cacheRead(),
            usage.cacheWrites(),
            usage.output()));
  }
}
