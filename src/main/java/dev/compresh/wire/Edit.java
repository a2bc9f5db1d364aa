package dev.compresh.wire;

/** A change of bytes. Spans are of the original body; edits of one list don't overlap. */
public sealed interface Edit {

  /** Offset at which it starts. */
  int start();

  /** The value at {@code span} becomes {@code json}. */
  record Replace(Span span, byte[] json) implements Edit {
    @Override
    public int start() {
      return span.start();
    }
  }

  /** {@code json} is put in before offset {@code at} (inside a string: already escaped). */
  record Insert(int at, byte[] json) implements Edit {
    @Override
    public int start() {
      return at;
    }
  }

  /** The array element at {@code span} goes, with one comma. */
  record Remove(Span span) implements Edit {
    @Override
    public int start() {
      return span.start();
    }
  }
}
