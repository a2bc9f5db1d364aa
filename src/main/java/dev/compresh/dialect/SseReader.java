package dev.compresh.dialect;

/**
 * Finds the events of a server-sent stream, wherever it is split, by the rules of the HTML
 * standard: lines end with LF, CR or CRLF, a blank line ends an event, a byte-order mark may stand
 * first. The data goes to a meter, line by line.
 */
final class SseReader {

  /** The position at which {@link #read} stopped. */
  enum SseMark {
    /** All is read. */
    NONE,
    /** Before the first byte of an event's first line; comments don't begin one. */
    START,
    /** Behind the line end that ends an event. An LF that follows a CR here belongs to it. */
    END
  }

  private enum SseState {
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

  private final AnswerMeter answerMeter;
  private SseState sseState = SseState.BOM;
  private SseMark sseMark = SseMark.NONE;
  private int matched;
  private boolean afterCr;
  private boolean inEvent;
  private boolean dataSeen;

  SseReader(AnswerMeter answerMeter) {
    this.answerMeter = answerMeter;
  }

  SseMark mark() {
    return sseMark;
  }

  /** Returns whether an event has begun and not ended. */
  boolean inEvent() {
    return inEvent || (sseState != SseState.LINE && sseState != SseState.BOM);
  }

  /** Returns whether the byte just read was a CR, whose LF may still come. */
  boolean afterCr() {
    return afterCr;
  }

  /** Reads on, up to the next mark or to {@code to}; gives how far it came. */
  int read(byte[] buf, int from, int to) {
    sseMark = SseMark.NONE;
    int at = from;
    while (at < to && sseMark == SseMark.NONE) {
      byte b = buf[at];
      if (afterCr && b == '\n') {
        afterCr = false;
        at++;
      } else if (sseState == SseState.DATA || sseState == SseState.REST) {
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
    if (sseState == SseState.DATA) {
      answerMeter.data(buf, from, at);
    }
    if (at < to) {
      lineEnd(buf[at++]);
    }
    return at;
  }

  private int step(byte b, int at) {
    afterCr = false;
    switch (sseState) {
      case BOM -> {
        if (b != BOM[matched]) {
          sseState = matched == 0 ? SseState.LINE : SseState.REST;
          inEvent |= matched > 0;
          return at;
        }
        if (++matched == BOM.length) {
          sseState = SseState.LINE;
        }
      }
      case LINE -> {
        return beginLine(b, at);
      }
      case FIELD -> {
        if (b == '\n' || b == '\r') {
          lineEnd(b);
        } else if (b == ':') {
          sseState = matched == DATA.length ? SseState.SPACE : SseState.REST;
          beginData();
        } else if (matched < DATA.length && b == DATA[matched]) {
          matched++;
        } else {
          sseState = SseState.REST;
        }
      }
      case SPACE -> {
        sseState = SseState.DATA;
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
        sseMark = SseMark.END;
      }
      return at + 1;
    }
    if (b == ':') {
      sseState = SseState.REST;
      return at + 1;
    }
    if (!inEvent) {
      inEvent = true;
      sseMark = SseMark.START;
      return at;
    }
    sseState = SseState.FIELD;
    matched = 0;
    return at;
  }

  private void beginData() {
    if (sseState == SseState.SPACE) {
      if (dataSeen) {
        answerMeter.data(NEW_LINE, 0, 1);
      }
      dataSeen = true;
    }
  }

  private void lineEnd(byte b) {
    afterCr = b == '\r';
    sseState = SseState.LINE;
  }
}
