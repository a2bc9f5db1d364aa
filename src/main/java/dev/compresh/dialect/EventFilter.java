package dev.compresh.dialect;

import java.util.Arrays;

/**
 * Takes the usage event out of a chat stream. Until a choice has given its reason for ending,
 * nothing waits, and a usage event goes only where it came in one piece; from then on an event
 * waits until it is clear whether it is the one.
 */
final class EventFilter {
  /** A usage event is never as long; what is passes on. */
  private static final int MAX_HELD = 64 * 1024;

  private final SseReader events;
  private final AnswerMeter answerMeter;
  private byte[] held = new byte[0];
  private int heldLength;
  private boolean holding;
  private boolean dropLf;

  EventFilter(SseReader events, AnswerMeter answerMeter) {
    this.events = events;
    this.answerMeter = answerMeter;
  }

  void accept(byte[] buf, int off, int len, ResponseTap.ByteSink out) {
    int to = off + len;
    int from = off;
    int event = off;
    int at = off;
    while (at < to) {
      if (dropLf) {
        dropLf = false;
        if (buf[at] == '\n') {
          events.read(buf, at, at + 1);
          from = ++at;
          continue;
        }
      }
      at = events.read(buf, at, to);
      switch (events.mark()) {
        case START -> {
          event = at;
          holding = true;
        }
        case END -> {
          if (holding && answerMeter.isUsage()) {
            pass(buf, from, event, out);
            heldLength = 0;
            from = at;
            dropLf = events.afterCr();
          }
          release(out);
          answerMeter.endEvent();
        }
        case NONE -> {
          if (holding && !answerMeter.maybeUsage()) {
            release(out);
          }
        }
      }
    }
    event = Math.max(from, event);
    if (holding && answerMeter.finishing() && heldLength + (to - event) <= MAX_HELD) {
      pass(buf, from, event, out);
      hold(buf, event, to);
    } else {
      release(out);
      pass(buf, from, to, out);
    }
  }

  void end(ResponseTap.ByteSink out) {
    release(out);
  }

  private static void pass(byte[] buf, int from, int to, ResponseTap.ByteSink out) {
    if (from < to) {
      out.write(buf, from, to - from);
    }
  }

  private void release(ResponseTap.ByteSink out) {
    holding = false;
    pass(held, 0, heldLength, out);
    heldLength = 0;
  }

  private void hold(byte[] buf, int from, int to) {
    int length = to - from;
    if (held.length < heldLength + length) {
      held = Arrays.copyOf(held, Math.max(1_024, 2 * (heldLength + length)));
    }
    System.arraycopy(buf, from, held, heldLength, length);
    heldLength += length;
  }
}
