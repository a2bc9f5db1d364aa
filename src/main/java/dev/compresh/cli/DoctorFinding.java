package dev.compresh.cli;

/**
 * A finding of {@code doctor}.
 *
 * @param subject what was looked at
 * @param text what it is like, and what to do where it is not fine
 */
record DoctorFinding(FindingSeverity kind, String subject, String text) {

  /** The severity of a finding. */
  enum FindingSeverity {
    FINE("ok   "),
    /** Works, and is worth knowing. */
    ODD("note "),
    WRONG("FAIL ");

    private final String word;

    FindingSeverity(String word) {
      this.word = word;
    }
  }

  static DoctorFinding fine(String subject, String text) {
    return new DoctorFinding(FindingSeverity.FINE, subject, text);
  }

  static DoctorFinding odd(String subject, String text) {
    return new DoctorFinding(FindingSeverity.ODD, subject, text);
  }

  static DoctorFinding wrong(String subject, String text) {
    return new DoctorFinding(FindingSeverity.WRONG, subject, text);
  }

  String line() {
    return kind.word + " " + subject + ": " + text;
  }
}
