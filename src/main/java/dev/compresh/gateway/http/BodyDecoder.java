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

  private enum State {
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
  private State state;
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
    state = chunked ? State.SIZE : left == 0 ? State.DONE : State.DATA;
  }

  /** Whether the body's last byte was read. */
  public boolean done() {
    return state == State.DONE;
  }

  /** Whether the connection's end is the body's end. */
  public boolean untilClose() {
    return untilClose;
  }

  /**
   * Reads framing from {@code in} and says how many bytes of the body stand next in it; the caller
   * has to take just these before it calls again. 0 where {@code in} is used up or the body done.
   */
  public int next(ByteBuf in) throws BadMessage {
    while (state != State.DONE && in.isReadable()) {
      if (state == State.DATA) {
        int taken = (int) Math.min(left, in.readableBytes());
        left -= taken;
        if (left == 0) {
          state = chunked ? State.DATA_CR : State.DONE;
        }
        return taken;
      }
      framing(in.readByte() & 0xff);
    }
    return 0;
  }

  private void framing(int b) throws BadMessage {
    switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> value(b, State.SIZE_LF);
      case SIZE_LF -> line(b, left > 0 ? State.DATA : State.TRAILER);
      case DATA_CR -> require(b == Syntax.CR, State.DATA_LF);
      case DATA_LF -> line(b, State.SIZE);
      case TRAILER -> {
        if (b == Syntax.CR) {
          state = State.LAST_LF;
        } else {
          require(Syntax.token(b), State.TRAILER_NAME);
        }
      }
      case TRAILER_NAME ->
          require(Syntax.token(b) || b == ':', b == ':' ? State.TRAILER_VALUE : State.TRAILER_NAME);
      case TRAILER_VALUE -> value(b, State.TRAILER_LF);
      case TRAILER_LF -> line(b, State.TRAILER);
      case LAST_LF -> line(b, State.DONE);
      case DATA, DONE -> throw new IllegalStateException();
    }
    if (state.compareTo(State.TRAILER) >= 0 || state == State.EXTENSION) {
      require(++extra <= MAX_EXTRA, state);
    }
  }

  private void size(int b) throws BadMessage {
    int digit = Syntax.hex(b);
    if (digit >= 0) {
      left = left * 16 + digit;
      require(++digits <= MAX_SIZE_DIGITS, State.SIZE);
    } else {
      require(digits > 0 && (b == Syntax.CR || b == ';'), State.EXTENSION);
      state = b == Syntax.CR ? State.SIZE_LF : State.EXTENSION;
    }
  }

  private void line(int b, State next) throws BadMessage {
    require(b == Syntax.LF, next);
    digits = 0;
  }

  private void value(int b, State end) throws BadMessage {
    require(Syntax.value(b) || b == Syntax.CR, b == Syntax.CR ? end : state);
  }

  private void require(boolean holds, State next) throws BadMessage {
    if (!holds) {
      throw BadMessage.malformed("The body's chunks are malformed.");
    }
    state = next;
  }
}
