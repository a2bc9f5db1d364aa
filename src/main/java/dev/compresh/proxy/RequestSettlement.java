package dev.compresh.proxy;

/** Finishes a forwarded request. Called exactly once; never blocks. */
@FunctionalInterface
public interface RequestSettlement {
  void settle(AnswerDelivery answerDelivery);
}
