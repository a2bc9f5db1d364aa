package dev.compresh.pipeline;

import dev.compresh.budget.SpendRecorder;
import dev.compresh.budget.SpendEntry;
import dev.compresh.budget.Payer;
import dev.compresh.usage.Bookkeeping;
import dev.compresh.usage.UsageEvent;
import dev.compresh.wire.Usage;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Enters usage events into the books of money. */
public final class Bookkeeper implements Bookkeeping {
  private final SpendRecorder spendRecorder;

  public Bookkeeper(SpendRecorder spendRecorder) {
    this.spendRecorder = spendRecorder;
  }

  @Override
  public Attempt begin(List<UsageEvent> events) {
    SpendRecorder.SpendPage spendPage = spendRecorder.open(ids(events));
    return new Attempt() {
      @Override
      public void write(Handle handle, List<UsageEvent> fresh) {
        spendPage.write(handle, fresh.stream().map(Bookkeeper::entry).toList());
      }

      @Override
      public void over(boolean written) {
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
    UsageEvent.Caller caller = event.caller();
    Usage usage = event.used();
    return new SpendEntry(
        event.id(),
        event.time(),
        new Payer(caller.orgId(), caller.userId(), caller.keyId()),
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
