package dev.compresh.sim;

import dev.compresh.sim.http.SimRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Selects which faults happen to which request. Thread-safe. */
final class FaultScript {
  private final boolean byHeader;
  private final ArrayDeque<List<InjectedFault>> next = new ArrayDeque<>();
  private final List<StandingFault> standing = new ArrayList<>();

  private record StandingFault(Predicate<SimRequest> when, List<InjectedFault> faults) {}

  /**
   * @param byHeader whether a request may choose its own faults by header
   */
  FaultScript(boolean byHeader) {
    this.byHeader = byHeader;
  }

  synchronized void next(List<InjectedFault> faults) {
    next.addLast(faults);
  }

  synchronized void when(Predicate<SimRequest> when, List<InjectedFault> faults) {
    standing.add(new StandingFault(when, faults));
  }

  synchronized void clear() {
    next.clear();
    standing.clear();
  }

  /** The faults of a request: what is in the queue first, then standing ones, then its own. */
  FaultPlan plan(SimRequest simRequest) {
    List<InjectedFault> faults = new ArrayList<>();
    synchronized (this) {
      List<InjectedFault> queued = next.pollFirst();
      if (queued != null) {
        faults.addAll(queued);
      }
      for (StandingFault each : standing) {
        if (each.when().test(simRequest)) {
          faults.addAll(each.faults());
        }
      }
    }
    String header = byHeader ? simRequest.headers().first(FaultHeader.NAME) : null;
    if (header != null) {
      faults.addAll(FaultHeader.parse(header));
    }
    return faults.isEmpty() ? FaultPlan.NONE : new FaultPlan(faults);
  }
}
