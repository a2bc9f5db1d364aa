package dev.compresh.wire;

/** Notes which members of an object were read; a second one of a name is a doubled key. */
final class Once {
  private int seen;
  private boolean again;

  void see(int member) {
    again |= (seen & (1 << member)) != 0;
    seen |= 1 << member;
  }

  boolean seen(int member) {
    return (seen & (1 << member)) != 0;
  }

  /** Whether some member stood there twice. */
  boolean again() {
    return again;
  }
}
