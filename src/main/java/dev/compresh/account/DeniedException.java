package dev.compresh.account;

/** Something that the caller may not do, or that the state of things does not allow. */
public final class DeniedException extends RuntimeException {
  /** The reason for a denial. */
  public enum DenialReason {
    /** The caller's rights. */
    RIGHTS,
    /** How things are. */
    STATE
  }

  private final DenialReason denialReason;
  private final String code;

  private DeniedException(DenialReason denialReason, String code, String message) {
    super(message, null, false, false);
    this.denialReason = denialReason;
    this.code = code;
  }

  public static DeniedException rights(String message) {
    return new DeniedException(DenialReason.RIGHTS, "not_allowed", message);
  }

  /**
   * The state of things does not allow it.
   *
   * @param code for programs, such as {@code last_owner}
   */
  public static DeniedException state(String code, String message) {
    return new DeniedException(DenialReason.STATE, code, message);
  }

  public DenialReason why() {
    return denialReason;
  }

  public String code() {
    return code;
  }
}
