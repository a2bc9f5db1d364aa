package dev.compresh.proxy.passthrough;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.MeterReading;
import dev.compresh.dialect.ResponseTap;
import dev.compresh.proxy.AnswerWatch;

/** Reads figures out of a fetched response, be it JSON or a stream. */
final class BackgroundResponseReader implements AnswerWatch {
  private final ResponseTap tap =
      new ResponseTap(Dialect.RESPONSES, true, false, "application/json", null);

  @Override
  public void accept(byte[] buf, int off, int len) {
    tap.accept(buf, off, len, (_, _, _) -> {});
  }

  /** Returns what was read; the answer is over. */
  MeterReading end() {
    tap.end((_, _, _) -> {});
    return tap.reading();
  }
}
