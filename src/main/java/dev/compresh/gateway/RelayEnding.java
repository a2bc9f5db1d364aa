package dev.compresh.gateway;

import dev.compresh.dialect.MeterReading;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.RequestSettlement;
import org.jspecify.annotations.Nullable;

/** Settles a forwarded request, and tells its connection that it is over. */
record RelayEnding(
    ClientConnection client,
    HttpExchange httpExchange,
    RequestSettlement settlement,
    AnswerWriter writer,
    RelayTimes times) {

  /**
   * Called once.
   *
   * @param answer null where none came
   * @param whole whether the client has got all, and knows
   */
  void settle(
      RelayAttempts attempts,
      @Nullable MeteredAnswer answer,
      DeliveryEnding deliveryEnding,
      boolean whole) {
    long total = System.nanoTime() - httpExchange.head().received();
    MeterReading reading = answer == null ? MeterReading.NONE : answer.close();
    httpExchange.settle(
        settlement,
        new AnswerDelivery(
            deliveryEnding,
            writer.status(),
            reading,
            writer.bytes(),
            times.firstByteNanos(),
            total,
            attempts.current().candidate(),
            attempts.tries(),
            attempts.failed()));
    client.answered(
        httpExchange,
        writer,
        whole,
        AccessRecord.forwarded(
            httpExchange.head(), attempts.provider(), deliveryEnding, writer, times, total));
  }
}
