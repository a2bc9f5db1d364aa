package dev.compresh.proxy;

import java.util.List;

/** Prepares what is recorded once the request is over: usage, session, and what observers note. */
final class SettleStage implements Stage {
  private final RequestSettler requestSettler;
  private final List<SettlementObserver> observers;

  /**
   * @param observers each wraps the settlement of those before it
   */
  SettleStage(RequestSettler requestSettler, List<SettlementObserver> observers) {
    this.requestSettler = requestSettler;
    this.observers = observers;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    RequestSettlement recorded = requestSettler.settlement(context, context.overheadNanos());
    RequestSettlement settlement =
        context.audio().map(amount -> amount.wrap(recorded)).orElse(recorded);
    for (SettlementObserver observer : observers) {
      settlement = observer.observe(context, settlement);
    }
    context.setSettlement(settlement);
    return StageResult.next(context);
  }
}
