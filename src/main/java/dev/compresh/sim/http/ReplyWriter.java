package dev.compresh.sim.http;

import dev.compresh.http.Header;
import dev.compresh.sim.http.ReplyDelivery.ConnectionEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes one reply as its delivery says. A new one is made for each exchange. */
final class ReplyWriter {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration FOREVER = Duration.ofDays(1);

  private final OutputStream out;
  private final ByteSource client;
  private final SimReply simReply;
  private final boolean chunked;
  private final boolean announceClose;
  private long written;
  private boolean first = true;

  /** Breaks off the delivery; the ending says why. */
  private static final class BreakOff extends Exception {
    private static final long serialVersionUID = 1L;
    private final ExchangeEnding.EndingKind endingKind;

    BreakOff(ExchangeEnding.EndingKind endingKind) {
      super(null, null, false, false);
      this.endingKind = endingKind;
    }
  }

  ReplyWriter(OutputStream out, ByteSource client, SimRequest simRequest, SimReply simReply) {
    this.out = out;
    this.client = client;
    this.simReply = simReply;
    this.chunked = simRequest.http11() && simReply.body() instanceof SimReply.EventReply;
    this.announceClose =
        !simRequest.keepAlive()
            || (simReply.body() instanceof SimReply.EventReply && !simRequest.http11());
  }

  /** Writes it all, or as much as is to be written. */
  ExchangeEnding write() {
    try {
      pause(simReply.delivery().delay());
      if (!(simReply.body() instanceof SimReply.RawReply)) {
        head();
      }
      body();
      end();
      return ending(ExchangeEnding.EndingKind.SENT);
    } catch (BreakOff e) {
      return ending(e.endingKind);
    } catch (IOException e) {
      return ending(ExchangeEnding.EndingKind.CLIENT_GONE);
    }
  }

  private ExchangeEnding ending(ExchangeEnding.EndingKind endingKind) {
    return new ExchangeEnding(endingKind, System.nanoTime(), written);
  }

  private void head() throws IOException {
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ")
        .append(simReply.status())
        .append(' ')
        .append(StatusReason.phrase(simReply.status()));
    head.append("\r\n");
    for (Header line : simReply.headers()) {
      head.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    if (simReply.body() instanceof SimReply.WholeReply wholeReply) {
      int declared = Math.max(0, wholeReply.bytes().length + simReply.delivery().surplus());
      head.append("content-length: ").append(declared).append("\r\n");
    } else if (chunked) {
      head.append("transfer-encoding: chunked\r\n");
    }
    if (announceClose) {
      head.append("connection: close\r\n");
    }
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    if (simReply.body() instanceof SimReply.WholeReply wholeReply
        && plain(wholeReply.bytes().length)) {
      byte[] both = new byte[bytes.length + wholeReply.bytes().length];
      System.arraycopy(bytes, 0, both, 0, bytes.length);
      System.arraycopy(wholeReply.bytes(), 0, both, bytes.length, wholeReply.bytes().length);
      out.write(both);
      written = wholeReply.bytes().length;
    } else {
      out.write(bytes);
    }
    out.flush();
  }

  /** Returns whether a short body may leave in one write with its head. */
  private boolean plain(int length) {
    ReplyDelivery replyDelivery = simReply.delivery();
    return length < 64 * 1024 && replyDelivery.limit() < 0 && replyDelivery.step() == 0;
  }

  private void body() throws IOException, BreakOff {
    switch (simReply.body()) {
      case SimReply.WholeReply wholeReply -> {
        if (written == 0) {
          pieces(wholeReply.bytes());
        }
      }
      case SimReply.RawReply rawReply -> pieces(rawReply.bytes());
      case SimReply.EventReply eventReply -> {
        for (byte[] event : eventReply.events()) {
          pieces(event);
        }
        if (chunked
            && simReply.delivery().limit() < 0
            && simReply.delivery().end() != ConnectionEnd.HOLD) {
          out.write(LAST_CHUNK);
          out.flush();
        }
      }
    }
  }

  private void pieces(byte[] bytes) throws IOException, BreakOff {
    ReplyDelivery replyDelivery = simReply.delivery();
    int step = replyDelivery.step() > 0 ? replyDelivery.step() : Math.max(1, bytes.length);
    for (int from = 0; from < bytes.length; from += step) {
      if (!first) {
        pause(replyDelivery.pace());
      }
      first = false;
      int length = Math.min(step, bytes.length - from);
      if (replyDelivery.limit() >= 0) {
        length = (int) Math.min(length, replyDelivery.limit() - written);
      }
      if (length > 0) {
        piece(bytes, from, length);
      }
      if (replyDelivery.limit() >= 0 && written >= replyDelivery.limit()) {
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
    if (simReply.delivery().end() == ConnectionEnd.HOLD) {
      throw broken();
    }
  }

  private BreakOff broken() {
    if (simReply.delivery().end() == ConnectionEnd.HOLD && !client.idle(FOREVER)) {
      return new BreakOff(ExchangeEnding.EndingKind.CLIENT_GONE);
    }
    return new BreakOff(ExchangeEnding.EndingKind.BROKEN_OFF);
  }

  private void pause(Duration time) throws BreakOff {
    if (time.isPositive() && !client.idle(time)) {
      throw new BreakOff(ExchangeEnding.EndingKind.CLIENT_GONE);
    }
  }
}
