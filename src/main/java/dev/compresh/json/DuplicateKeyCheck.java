package dev.compresh.json;

/** Notes which members of an object were read; a second one of a name is a doubled key. */
public final class DuplicateKeyCheck {
  private int seen;
  private boolean again;

  public void see(int member) {
    again |= (seen & (1 << member)) != 0;
    seen |= 1 << member;
  }

  public boolean seen(int member) {
    return (seen & (1 << member)) != 0;
  }

  /** Returns whether some member stood there twice. */
  public boolean again() {
    return again;
  }
}
