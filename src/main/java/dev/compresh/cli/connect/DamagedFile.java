package dev.compresh.cli.connect;

/** Says why a configuration file can't be edited. */
public final class DamagedFile extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedFile(String message) {
    super(message);
  }
}
