package dev.compresh.account;

/** A value that can't be accepted. The message names what is allowed, and is fit to be shown. */
public final class InvalidField extends IllegalArgumentException {
  private final String field;

  public InvalidField(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The field that is meant, as the command line and the admin API name it. */
  public String field() {
    return field;
  }
}
