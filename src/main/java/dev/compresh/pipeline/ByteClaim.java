package dev.compresh.pipeline;

/** The memory that one request has of a {@link ByteBudget}, until it is released. Thread-safe. */
public final class ByteClaim {
  /** The claim of the request that the current thread works for. */
  public static final ScopedValue<ByteClaim> CURRENT = ScopedValue.newInstance();

  private static final ByteClaim NONE = new ByteClaim(ByteBudget.UNLIMITED, 0);

  private final ByteBudget budget;
  private long bytes;

  ByteClaim(ByteBudget budget, long bytes) {
    this.budget = budget;
    this.bytes = bytes;
  }

  /** The claim that the current thread works under; an unlimited one where there is none. */
  static ByteClaim current() {
    return CURRENT.orElse(NONE);
  }

  /** Makes room for a body that turns out to have {@code length} bytes; false where there is none. */
  public synchronized boolean growTo(long length) {
    long more = ByteBudget.cost(length) - bytes;
    if (budget == ByteBudget.UNLIMITED || more <= 0) {
      return true;
    }
    if (!budget.take(more)) {
      return false;
    }
    bytes += more;
    return true;
  }

  /** Why a body of {@code length} bytes is not taken; notes that. */
  Problem refuse(long length) {
    budget.noteRefusal();
    long largest = budget.largestBody();
    return length > largest ? Problem.beyondMemory(largest) : Problem.overloaded();
  }

  /** Keeps {@code left} bytes at most. */
  public synchronized void shrinkTo(long left) {
    if (left < bytes) {
      budget.giveBack(bytes - left);
      bytes = left;
    }
  }

  /** Gives all of it back; for the end of the request, once or more often. */
  public void release() {
    shrinkTo(0);
  }
}
