package dev.compresh.proxy;

/**
 * Sees the body of a provider's successful answer as it goes by. Called on an event loop, before
 * the settlement: must be quick, and bounded in what it keeps.
 */
@FunctionalInterface
public interface AnswerWatch {
  AnswerWatch NONE = (_, _, _) -> {};

  /** Sees a piece; it is only lent. */
  void accept(byte[] buf, int off, int len);

  /** Both watches, this one first. */
  default AnswerWatch and(AnswerWatch other) {
    return (buf, off, len) -> {
      accept(buf, off, len);
      other.accept(buf, off, len);
    };
  }
}
