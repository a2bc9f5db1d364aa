package dev.compresh.proxy;

/** What remains to be done when a forwarded request is over. Called exactly once; never blocks. */
@FunctionalInterface
public interface RequestSettlement {
  void settle(AnswerDelivery answerDelivery);
}
