package dev.compresh.account;

/** Something that the caller may not do, or that the state of things does not allow. */
public final class Denied extends RuntimeException {
  /** What stands in the way. */
  public enum Why {
    /** The caller's rights. */
    RIGHTS,
    /** How things are. */
    STATE
  }

  private final Why why;
  private final String code;

  private Denied(Why why, String code, String message) {
    super(message, null, false, false);
    this.why = why;
    this.code = code;
  }

  public static Denied rights(String message) {
    return new Denied(Why.RIGHTS, "not_allowed", message);
  }

  /**
   * The state of things does not allow it.
   *
   * @param code for programs, such as {@code last_owner}
   */
  public static Denied state(String code, String message) {
    return new Denied(Why.STATE, code, message);
  }

  public Why why() {
    return why;
  }

  public String code() {
    return code;
  }
}
