package dev.compresh.gateway;

import dev.compresh.pipeline.Delivery;
import dev.compresh.pipeline.RequestHead;
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
public record Access(
    String id,
    @Nullable RequestHead head,
    String remote,
    @Nullable String provider,
    Delivery.Ending ending,
    int status,
    long bytes,
    long overheadNanos,
    long firstByteNanos,
    long totalNanos) {

  /** Compresh answered by itself. */
  static Access local(RequestHead head, AnswerWriter writer) {
    return of(head.id(), head, head.remote(), Delivery.Ending.COMPLETE, writer, since(head));
  }

  /** What came was no HTTP. */
  static Access unread(String id, String remote, AnswerWriter writer) {
    return of(id, null, remote, Delivery.Ending.COMPLETE, writer, 0);
  }

  /** The client left before there was an answer. */
  static Access left(RequestHead head) {
    return new Access(
        head.id(),
        head,
        head.remote(),
        null,
        Delivery.Ending.CLIENT_LEFT,
        0,
        0,
        -1,
        -1,
        since(head));
  }

  private static Access of(
      String id,
      @Nullable RequestHead head,
      String remote,
      Delivery.Ending ending,
      AnswerWriter writer,
      long nanos) {
    return new Access(
        id, head, remote, null, ending, writer.status(), writer.bytes(), -1, -1, nanos);
  }

  private static long since(RequestHead head) {
    return System.nanoTime() - head.received();
  }
}
