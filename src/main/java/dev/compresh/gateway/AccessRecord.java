package dev.compresh.gateway;

import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * A request that is over.
 *
 * @param id the request id
 * @param head its head, null where it could not be read
 * @param remote the peer's address
 * @param provider who was asked, null where Compresh answered by itself
 * @param status as sent to the client, 0 where it left before
 * @param bytes body bytes sent to the client
 * @param overheadNanos time added by the proxy, -1 where nothing was forwarded
 * @param firstByteNanos from reception to the provider's first byte, -1 where none came
 * @param totalNanos from reception to the end
 */
public record AccessRecord(
    String id,
    @Nullable RequestHead head,
    String remote,
    @Nullable String provider,
    AnswerDelivery.DeliveryEnding ending,
    int status,
    long bytes,
    long overheadNanos,
    long firstByteNanos,
    long totalNanos) {

  /** Compresh answered by itself. */
  static AccessRecord local(RequestHead head, AnswerWriter writer) {
    return of(
        head.id(),
        head,
        head.remote(),
        AnswerDelivery.DeliveryEnding.COMPLETE,
        writer,
        elapsedMillis(head));
  }

  /** Creates the record of a request that was forwarded. */
  static AccessRecord forwarded(
      RequestHead head,
      String provider,
      AnswerDelivery.DeliveryEnding deliveryEnding,
      AnswerWriter writer,
      RelayTimes times,
      long totalNanos) {
    return new AccessRecord(
        head.id(),
        head,
        head.remote(),
        provider,
        deliveryEnding,
        writer.status(),
        writer.bytes(),
        times.overhead(),
        times.firstByteNanos(),
        totalNanos);
  }

  /** Creates the record of a request that was not valid HTTP. */
  static AccessRecord unread(String id, String remote, AnswerWriter writer) {
    return of(id, null, remote, AnswerDelivery.DeliveryEnding.COMPLETE, writer, 0);
  }

  /** The client left before there was an answer. */
  static AccessRecord left(RequestHead head) {
    return new AccessRecord(
        head.id(),
        head,
        head.remote(),
        null,
        AnswerDelivery.DeliveryEnding.CLIENT_LEFT,
        0,
        0,
        -1,
        -1,
        elapsedMillis(head));
  }

  private static AccessRecord of(
      String id,
      @Nullable RequestHead head,
      String remote,
      AnswerDelivery.DeliveryEnding deliveryEnding,
      AnswerWriter writer,
      long nanos) {
    return new AccessRecord(
        id, head, remote, null, deliveryEnding, writer.status(), writer.bytes(), -1, -1, nanos);
  }

  private static long elapsedMillis(RequestHead head) {
    return System.nanoTime() - head.received();
  }
}
