package dev.compresh.sim.http;

import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import java.util.ArrayList;
import java.util.List;

/** An answer and how it is delivered. Framing headers are the writer's business. */
public record Reply(int status, Headers headers, Body body, Delivery delivery) {

  /** What follows the head. */
  public sealed interface Body {}

  /** A body of known length. */
  public record Whole(byte[] bytes) implements Body {}

  /** A streamed body, one chunk per event. */
  public record Events(List<byte[]> events) implements Body {}

  /** Bytes sent as they are in place of head and body. */
  public record Raw(byte[] bytes) implements Body {}

  public static Reply whole(int status, Headers headers, byte[] bytes) {
    return new Reply(status, headers, new Whole(bytes), Delivery.PLAIN);
  }

  public static Reply events(Headers headers, List<byte[]> events) {
    return new Reply(200, headers, new Events(events), Delivery.PLAIN);
  }

  public static Reply raw(byte[] bytes) {
    return new Reply(0, Headers.NONE, new Raw(bytes), Delivery.PLAIN.withEnd(Delivery.End.CLOSE));
  }

  public Reply with(Delivery value) {
    return new Reply(status, headers, body, value);
  }

  public Reply with(Body value) {
    return new Reply(status, headers, value, delivery);
  }

  /** With one header line more. */
  public Reply plus(String name, String value) {
    List<Header> lines = new ArrayList<>();
    headers.forEach(lines::add);
    lines.add(new Header(name, value));
    return new Reply(status, new Headers(lines), body, delivery);
  }
}
