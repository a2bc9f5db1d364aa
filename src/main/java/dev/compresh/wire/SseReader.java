package dev.compresh.wire;

/**
 * Finds the events of a server-sent stream, wherever it is split, by the rules of the HTML
 * standard: lines end with LF, CR or CRLF, a blank line ends an event, a byte-order mark may stand
 * first. The data goes to a meter, line by line.
 */
final class SseReader {

  /** Where {@link #read} stopped. */
  enum Mark {
    /** All is read. */
    NONE,
    /** Before the first byte of an event's first line; comments don't begin one. */
    START,
    /** Behind the line end that ends an event. An LF that follows a CR here belongs to it. */
    END
  }

  private enum State {
    BOM,
    LINE,
    FIELD,
    SPACE,
    DATA,
    REST
  }

  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] NEW_LINE = {'\n'};

  private final Meter meter;
  private State state = State.BOM;
  private Mark mark = Mark.NONE;
  private int matched;
  private boolean afterCr;
  private boolean inEvent;
  private boolean dataSeen;

  SseReader(Meter meter) {
    this.meter = meter;
  }

  Mark mark() {
    return mark;
  }

  /** Whether an event has begun and not ended. */
  boolean inEvent() {
    return inEvent || (state != State.LINE && state != State.BOM);
  }

  /** Whether the byte just read was a CR, whose LF may still come. */
  boolean afterCr() {
    return afterCr;
  }

  /** Reads on, up to the next mark or to {@code to}; gives how far it came. */
  int read(byte[] buf, int from, int to) {
    mark = Mark.NONE;
    int at = from;
    while (at < to && mark == Mark.NONE) {
      byte b = buf[at];
      if (afterCr && b == '\n') {
        afterCr = false;
        at++;
      } else if (state == State.DATA || state == State.REST) {
        at = line(buf, at, to);
      } else {
        at = step(b, at);
      }
    }
    return at;
  }

  /** Reads the rest of a line, whole. */
  private int line(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && buf[at] != '\n' && buf[at] != '\r') {
      at++;
    }
    if (state == State.DATA) {
      meter.data(buf, from, at);
    }
    if (at < to) {
      lineEnd(buf[at++]);
    }
    return at;
  }

  private int step(byte b, int at) {
    afterCr = false;
    switch (state) {
      case BOM -> {
        if (b != BOM[matched]) {
          state = matched == 0 ? State.LINE : State.REST;
          inEvent |= matched > 0;
          return at;
        }
        if (++matched == BOM.length) {
          state = State.LINE;
        }
      }
      case LINE -> {
        return beginLine(b, at);
      }
      case FIELD -> {
        if (b == '\n' || b == '\r') {
          lineEnd(b);
        } else if (b == ':') {
          state = matched == DATA.length ? State.SPACE : State.REST;
          beginData();
        } else if (matched < DATA.length && b == DATA[matched]) {
          matched++;
        } else {
          state = State.REST;
        }
      }
      case SPACE -> {
        state = State.DATA;
        return b == ' ' ? at + 1 : at;
      }
      case DATA, REST -> throw new IllegalStateException("read by line");
    }
    return at + 1;
  }

  private int beginLine(byte b, int at) {
    if (b == '\n' || b == '\r') {
      afterCr = b == '\r';
      if (inEvent) {
        inEvent = false;
        dataSeen = false;
        mark = Mark.END;
      }
      return at + 1;
    }
    if (b == ':') {
      state = State.REST;
      return at + 1;
    }
    if (!inEvent) {
      inEvent = true;
      mark = Mark.START;
      return at;
    }
    state = State.FIELD;
    matched = 0;
    return at;
  }

  private void beginData() {
    if (state == State.SPACE) {
      if (dataSeen) {
        meter.data(NEW_LINE, 0, 1);
      }
      dataSeen = true;
    }
  }

  private void lineEnd(byte b) {
    afterCr = b == '\r';
    state = State.LINE;
  }
}
