package dev.compresh.proxy;

/** Learns how the provider's count differs from ours. Only numbers are kept until then. */
final class CountLearner implements SettlementObserver {
  private final CostEstimator costEstimator;

  CountLearner(CostEstimator costEstimator) {
    this.costEstimator = costEstimator;
  }

  @Override
  public RequestSettlement observe(RequestContext context, RequestSettlement settlement) {
    CostEstimator.CountLearning countLearning =
        costEstimator.learning(
            context.paying().terms().billing().orgId(),
            context.routing(),
            context.prompt(),
            context.size());
    return answerDelivery -> {
      try {
        settlement.settle(answerDelivery);
      } finally {
        countLearning.learn(answerDelivery);
      }
    };
  }
}
