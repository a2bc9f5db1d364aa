package dev.compresh.proxy;

/** The memory that one request has of a {@link ByteBudget}, until it is released. Thread-safe. */
public final class ByteClaim {
  /** The claim of the request that the current thread works for. */
  public static final ScopedValue<ByteClaim> CURRENT = ScopedValue.newInstance();

  private static final ByteClaim NONE = new ByteClaim(ByteBudget.UNLIMITED, 0, 0);

  private final ByteBudget budget;
  private long bytes;
  private long length;

  ByteClaim(ByteBudget budget, long bytes, long length) {
    this.budget = budget;
    this.bytes = bytes;
    this.length = length;
  }

  /** The claim that the current thread works under; an unlimited one where there is none. */
  static ByteClaim current() {
    return CURRENT.orElse(NONE);
  }

  /**
   * Makes room for a body that turns out to have {@code longer} bytes; false where there is none.
   */
  public synchronized boolean growTo(long longer) {
    long more = ByteBudget.cost(longer) - bytes;
    if (budget == ByteBudget.UNLIMITED || more <= 0) {
      return true;
    }
    if (!budget.take(more)) {
      return false;
    }
    bytes += more;
    length = longer;
    return true;
  }

  /** The body turns out to have {@code shorter} bytes. */
  synchronized void settleAt(long shorter) {
    length = shorter;
    shrinkTo(ByteBudget.cost(shorter));
  }

  /** The request is decided on: the memory for planning is free again. */
  public synchronized void decided() {
    shrinkTo(ByteBudget.kept(length));
  }

  /** The answer has begun: what is left tells the request's size and shape. */
  public synchronized void answering() {
    shrinkTo(2 * length);
  }

  /** Why a body of {@code length} bytes is not taken; notes that. */
  ApiError refuse(long length) {
    budget.noteRefusal();
    long largest = budget.largestBody();
    return length > largest ? ApiError.beyondMemory(largest) : ApiError.overloaded();
  }

  /** Keeps {@code left} bytes at most. */
  private synchronized void shrinkTo(long left) {
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
