package dev.compresh.proxy;

import dev.compresh.budget.Payer;
import dev.compresh.budget.SpendEntry;
import dev.compresh.budget.SpendRecorder;
import dev.compresh.dialect.Usage;
import dev.compresh.usage.UsageBookkeeping;
import dev.compresh.usage.UsageEvent;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Enters usage events into the books of money. */
public final class SpendBookkeeper implements UsageBookkeeping {
  private final SpendRecorder spendRecorder;

  public SpendBookkeeper(SpendRecorder spendRecorder) {
    this.spendRecorder = spendRecorder;
  }

  @Override
  public BookkeepingAttempt begin(List<UsageEvent> events) {
    SpendRecorder.SpendPage spendPage = spendRecorder.open(ids(events));
    return new BookkeepingAttempt() {
      @Override
      public void write(Handle handle, List<UsageEvent> fresh) {
        spendPage.write(handle, fresh.stream().map(SpendBookkeeper::entry).toList());
      }

      @Override
      public void ended(boolean written) {
        spendPage.close(written);
      }
    };
  }

  @Override
  public void lost(List<UsageEvent> events) {
    spendRecorder.lost(ids(events));
  }

  private static List<String> ids(List<UsageEvent> events) {
    return events.stream().map(UsageEvent::id).toList();
  }

  private static SpendEntry entry(UsageEvent event) {
    UsageEvent.EventCaller eventCaller = event.caller();
    Usage usage = event.used();
    return new SpendEntry(
        event.id(),
        event.time(),
        new Payer(eventCaller.orgId(), eventCaller.userId(), eventCaller.keyId()),
        event.bill().cost(),
        event.bill().charge(),
        new SpendEntry.EntryUsage(
            event.failed(),
            event.prompt().original(),
            event.prompt().forwarded(),
            usage.input(),
            usage.cacheRead(),
            usage.cacheWrites(),
            usage.output()));
  }
}
