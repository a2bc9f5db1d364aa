package dev.compresh.sim.http;

import dev.compresh.sim.http.Delivery.End;
import dev.compresh.wire.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes one reply as its delivery says. Made anew for each exchange. */
final class ReplyWriter {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration FOREVER = Duration.ofDays(1);

  private final OutputStream out;
  private final ByteSource client;
  private final Reply reply;
  private final boolean chunked;
  private final boolean announceClose;
  private long written;
  private boolean first = true;

  /** Breaks off the delivery; the ending says why. */
  private static final class BreakOff extends Exception {
    private static final long serialVersionUID = 1L;
    private final Ending.Kind kind;

    BreakOff(Ending.Kind kind) {
      super(null, null, false, false);
      this.kind = kind;
    }
  }

  ReplyWriter(OutputStream out, ByteSource client, Request request, Reply reply) {
    this.out = out;
    this.client = client;
    this.reply = reply;
    this.chunked = request.http11() && reply.body() instanceof Reply.Events;
    this.announceClose =
        !request.keepAlive() || (reply.body() instanceof Reply.Events && !request.http11());
  }

  /** Writes it all, or as much as is to be written. */
  Ending write() {
    try {
      pause(reply.delivery().delay());
      if (!(reply.body() instanceof Reply.Raw)) {
        head();
      }
      body();
      end();
      return ending(Ending.Kind.SENT);
    } catch (BreakOff e) {
      return ending(e.kind);
    } catch (IOException e) {
      return ending(Ending.Kind.CLIENT_GONE);
    }
  }

  private Ending ending(Ending.Kind kind) {
    return new Ending(kind, System.nanoTime(), written);
  }

  private void head() throws IOException {
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(Reason.of(reply.status()));
    head.append("\r\n");
    for (Header line : reply.headers()) {
      head.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    if (reply.body() instanceof Reply.Whole whole) {
      int declared = Math.max(0, whole.bytes().length + reply.delivery().surplus());
      head.append("content-length: ").append(declared).append("\r\n");
    } else if (chunked) {
      head.append("transfer-encoding: chunked\r\n");
    }
    if (announceClose) {
      head.append("connection: close\r\n");
    }
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    if (reply.body() instanceof Reply.Whole whole && plain(whole.bytes().length)) {
      byte[] both = new byte[bytes.length + whole.bytes().length];
      System.arraycopy(bytes, 0, both, 0, bytes.length);
      System.arraycopy(whole.bytes(), 0, both, bytes.length, whole.bytes().length);
      out.write(both);
      written = whole.bytes().length;
    } else {
      out.write(bytes);
    }
    out.flush();
  }

  /** Whether a short body may leave in one write with its head. */
  private boolean plain(int length) {
    Delivery delivery = reply.delivery();
    return length < 64 * 1024 && delivery.limit() < 0 && delivery.step() == 0;
  }

  private void body() throws IOException, BreakOff {
    switch (reply.body()) {
      case Reply.Whole whole -> {
        if (written == 0) {
          pieces(whole.bytes());
        }
      }
      case Reply.Raw raw -> pieces(raw.bytes());
      case Reply.Events events -> {
        for (byte[] event : events.events()) {
          pieces(event);
        }
        if (chunked && reply.delivery().limit() < 0 && reply.delivery().end() != End.HOLD) {
          out.write(LAST_CHUNK);
          out.flush();
        }
      }
    }
  }

  private void pieces(byte[] bytes) throws IOException, BreakOff {
    Delivery delivery = reply.delivery();
    int step = delivery.step() > 0 ? delivery.step() : Math.max(1, bytes.length);
    for (int from = 0; from < bytes.length; from += step) {
      if (!first) {
        pause(delivery.pace());
      }
      first = false;
      int length = Math.min(step, bytes.length - from);
      if (delivery.limit() >= 0) {
        length = (int) Math.min(length, delivery.limit() - written);
      }
      if (length > 0) {
        piece(bytes, from, length);
      }
      if (delivery.limit() >= 0 && written >= delivery.limit()) {
        throw broken();
      }
    }
  }

  private void piece(byte[] bytes, int from, int length) throws IOException {
    if (chunked) {
      byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      byte[] chunk = new byte[size.length + length + 2];
      System.arraycopy(size, 0, chunk, 0, size.length);
      System.arraycopy(bytes, from, chunk, size.length, length);
      System.arraycopy(CRLF, 0, chunk, size.length + length, 2);
      out.write(chunk);
    } else {
      out.write(bytes, from, length);
    }
    out.flush();
    written += length;
  }

  private void end() throws BreakOff {
    if (reply.delivery().end() == End.HOLD) {
      throw broken();
    }
  }

  private BreakOff broken() {
    if (reply.delivery().end() == End.HOLD && !client.idle(FOREVER)) {
      return new BreakOff(Ending.Kind.CLIENT_GONE);
    }
    return new BreakOff(Ending.Kind.BROKEN_OFF);
  }

  private void pause(Duration time) throws BreakOff {
    if (time.isPositive() && !client.idle(time)) {
      throw new BreakOff(Ending.Kind.CLIENT_GONE);
    }
  }
}
