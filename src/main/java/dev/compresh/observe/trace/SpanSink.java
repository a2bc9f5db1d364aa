package dev.compresh.observe.trace;

/** Takes spans that are over. Never blocks. */
@FunctionalInterface
public interface SpanSink {
  /** Drops all. */
  SpanSink NONE = span -> {};

  void record(RecordedSpan span);
}
