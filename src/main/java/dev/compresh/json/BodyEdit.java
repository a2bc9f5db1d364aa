package dev.compresh.json;

/** A change of bytes. Spans are of the original body; edits of one list don't overlap. */
public sealed interface BodyEdit {

  /** Offset at which it starts. */
  int start();

  /** The value at {@code span} becomes {@code json}. */
  record ReplaceEdit(ByteSpan span, byte[] json) implements BodyEdit {
    @Override
    public int start() {
      return span.start();
    }
  }

  /** {@code json} is put in before offset {@code at} (inside a string: already escaped). */
  record InsertEdit(int at, byte[] json) implements BodyEdit {
    @Override
    public int start() {
      return at;
    }
  }

  /** The array element at {@code span} goes, with one comma. */
  record RemoveEdit(ByteSpan span) implements BodyEdit {
    @Override
    public int start() {
      return span.start();
    }
  }
}
