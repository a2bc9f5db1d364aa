package dev.compresh.sim.http;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.util.ArrayList;
import java.util.List;

/** An answer and how it is delivered. Framing headers are the writer's business. */
public record SimReply(int status, Headers headers, ReplyBody body, ReplyDelivery delivery) {

  /** The body of a reply. */
  public sealed interface ReplyBody {}

  /** A body of known length. */
  public record WholeReply(byte[] bytes) implements ReplyBody {}

  /** A streamed body, one chunk per event. */
  public record EventReply(List<byte[]> events) implements ReplyBody {}

  /** Bytes sent as they are in place of head and body. */
  public record RawReply(byte[] bytes) implements ReplyBody {}

  public static SimReply whole(int status, Headers headers, byte[] bytes) {
    return new SimReply(status, headers, new WholeReply(bytes), ReplyDelivery.PLAIN);
  }

  public static SimReply events(Headers headers, List<byte[]> events) {
    return new SimReply(200, headers, new EventReply(events), ReplyDelivery.PLAIN);
  }

  public static SimReply raw(byte[] bytes) {
    return new SimReply(
        0,
        Headers.NONE,
        new RawReply(bytes),
        ReplyDelivery.PLAIN.withEnd(ReplyDelivery.ConnectionEnd.CLOSE));
  }

  public SimReply replace(ReplyDelivery value) {
    return new SimReply(status, headers, body, value);
  }

  public SimReply replace(ReplyBody value) {
    return new SimReply(status, headers, value, delivery);
  }

  /** With one header line more. */
  public SimReply plus(String name, String value) {
    List<Header> lines = new ArrayList<>();
    headers.forEach(lines::add);
    lines.add(new Header(name, value));
    return new SimReply(status, new Headers(lines), body, delivery);
  }
}
