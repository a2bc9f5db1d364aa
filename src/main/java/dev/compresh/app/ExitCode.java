package dev.compresh.app;

/** Exit codes, those of sysexits.h where they fit. */
public final class ExitCode {
  public static final int OK = 0;

  /** The command said what is wrong: a check that failed, a thing that is not there. */
  public static final int FAILED = 1;

  /** Wrong words on the command line. */
  public static final int USAGE = 64;

  /** Another program is needed and does not answer. */
  public static final int UNAVAILABLE = 69;

  /** A fault of the program. */
  public static final int INTERNAL = 70;

  /** A port can't be had. */
  public static final int PORT = 71;

  /** The data folder or its store can't be used. */
  public static final int STORE = 73;

  /** The configuration is wrong. */
  public static final int CONFIG = 78;

  private ExitCode() {}
}
