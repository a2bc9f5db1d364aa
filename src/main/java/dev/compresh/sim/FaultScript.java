package dev.compresh.sim;

import dev.compresh.sim.http.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which faults meet which request. Thread-safe. */
final class FaultScript {
  private final boolean byHeader;
  private final ArrayDeque<List<Fault>> next = new ArrayDeque<>();
  private final List<Standing> standing = new ArrayList<>();

  private record Standing(Predicate<Request> when, List<Fault> faults) {}

  /**
   * @param byHeader whether a request may choose its own faults by header
   */
  FaultScript(boolean byHeader) {
    this.byHeader = byHeader;
  }

  synchronized void next(List<Fault> faults) {
    next.addLast(faults);
  }

  synchronized void when(Predicate<Request> when, List<Fault> faults) {
    standing.add(new Standing(when, faults));
  }

  synchronized void clear() {
    next.clear();
    standing.clear();
  }

  /** The faults of a request: what stands in the queue first, then standing ones, then its own. */
  FaultPlan plan(Request request) {
    List<Fault> faults = new ArrayList<>();
    synchronized (this) {
      List<Fault> queued = next.pollFirst();
      if (queued != null) {
        faults.addAll(queued);
      }
      for (Standing each : standing) {
        if (each.when().test(request)) {
          faults.addAll(each.faults());
        }
      }
    }
    String header = byHeader ? request.headers().first(FaultHeader.NAME) : null;
    if (header != null) {
      faults.addAll(FaultHeader.parse(header));
    }
    return faults.isEmpty() ? FaultPlan.NONE : new FaultPlan(faults);
  }
}
