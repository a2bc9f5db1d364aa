package dev.compresh.gateway.http;

import io.netty.buffer.ByteBuf;

/**
 * Tells a body's bytes from its framing, whatever pieces they come in. Chunks are read strictly: a
 * size is hexadecimal digits alone, each line ends in CR LF (RFC 9112, section 7.1). Extensions and
 * trailers are read and dropped.
 */
public final class BodyDecoder {
  /** The length of a body that is chunked. */
  public static final long CHUNKED = -1;

  /** The length of a body that ends with its connection. */
  public static final long UNTIL_CLOSE = -2;

  /** Bound of extensions and trailers of one body, in bytes. */
  private static final int MAX_EXTRA = 16 * 1024;

  private static final int MAX_SIZE_DIGITS = 15;

  private enum BodyState {
    DATA,
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA_CR,
    DATA_LF,
    TRAILER,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    LAST_LF,
    DONE
  }

  private final boolean chunked;
  private final boolean untilClose;
  private BodyState bodyState;
  private long left;
  private int digits;
  private int extra;

  /**
   * @param length bytes, {@link #CHUNKED} or {@link #UNTIL_CLOSE}
   */
  public BodyDecoder(long length) {
    chunked = length == CHUNKED;
    untilClose = length == UNTIL_CLOSE;
    left = untilClose ? Long.MAX_VALUE : Math.max(0, length);
    bodyState = chunked ? BodyState.SIZE : left == 0 ? BodyState.DONE : BodyState.DATA;
  }

  /** Returns whether the body's last byte was read. */
  public boolean done() {
    return bodyState == BodyState.DONE;
  }

  /** Returns whether the connection's end is the body's end. */
  public boolean untilClose() {
    return untilClose;
  }

  /** The connection or stream has ended, and so has a body that ends with it. */
  public void finish() {
    if (untilClose) {
      bodyState = BodyState.DONE;
    }
  }

  /**
   * Reads framing from {@code in} and says how many bytes of the body stand next in it; the caller
   * has to take just these before it calls again. 0 where {@code in} is used up or the body done.
   */
  public int next(ByteBuf in) throws BadMessage {
    while (bodyState != BodyState.DONE && in.isReadable()) {
      if (bodyState == BodyState.DATA) {
        int taken = (int) Math.min(left, in.readableBytes());
        left -= taken;
        if (left == 0) {
          bodyState = chunked ? BodyState.DATA_CR : BodyState.DONE;
        }
        return taken;
      }
      framing(in.readByte() & 0xff);
    }
    return 0;
  }

  private void framing(int b) throws BadMessage {
    switch (bodyState) {
      case SIZE -> size(b);
      case EXTENSION -> value(b, BodyState.SIZE_LF);
      case SIZE_LF -> line(b, left > 0 ? BodyState.DATA : BodyState.TRAILER);
      case DATA_CR -> require(b == HttpSyntax.CR, BodyState.DATA_LF);
      case DATA_LF -> line(b, BodyState.SIZE);
      case TRAILER -> {
        if (b == HttpSyntax.CR) {
          bodyState = BodyState.LAST_LF;
        } else {
          require(HttpSyntax.token(b), BodyState.TRAILER_NAME);
        }
      }
      case TRAILER_NAME ->
          require(
              HttpSyntax.token(b) || b == ':',
              b == ':' ? BodyState.TRAILER_VALUE : BodyState.TRAILER_NAME);
      case TRAILER_VALUE -> value(b, BodyState.TRAILER_LF);
      case TRAILER_LF -> line(b, BodyState.TRAILER);
      case LAST_LF -> line(b, BodyState.DONE);
      case DATA, DONE -> throw new IllegalStateException();
    }
    if (bodyState.compareTo(BodyState.TRAILER) >= 0 || bodyState == BodyState.EXTENSION) {
      require(++extra <= MAX_EXTRA, bodyState);
    }
  }

  private void size(int b) throws BadMessage {
    int digit = HttpSyntax.hex(b);
    if (digit >= 0) {
      left = left * 16 + digit;
      require(++digits <= MAX_SIZE_DIGITS, BodyState.SIZE);
    } else {
      require(digits > 0 && (b == HttpSyntax.CR || b == ';'), BodyState.EXTENSION);
      bodyState = b == HttpSyntax.CR ? BodyState.SIZE_LF : BodyState.EXTENSION;
    }
  }

  private void line(int b, BodyState next) throws BadMessage {
    require(b == HttpSyntax.LF, next);
    digits = 0;
  }

  private void value(int b, BodyState end) throws BadMessage {
    require(HttpSyntax.value(b) || b == HttpSyntax.CR, b == HttpSyntax.CR ? end : bodyState);
  }

  private void require(boolean holds, BodyState next) throws BadMessage {
    if (!holds) {
      throw BadMessage.malformed("The body's chunks are malformed.");
    }
    bodyState = next;
  }
}
