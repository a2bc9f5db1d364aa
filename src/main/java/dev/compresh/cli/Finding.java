package dev.compresh.cli;

/**
 * What {@code doctor} found.
 *
 * @param subject what was looked at
 * @param text what it is like, and what to do where it is not fine
 */
record Finding(Kind kind, String subject, String text) {

  /** How bad it is. */
  enum Kind {
    FINE("ok   "),
    /** Works, and is worth knowing. */
    ODD("note "),
    WRONG("FAIL ");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  static Finding fine(String subject, String text) {
    return new Finding(Kind.FINE, subject, text);
  }

  static Finding odd(String subject, String text) {
    return new Finding(Kind.ODD, subject, text);
  }

  static Finding wrong(String subject, String text) {
    return new Finding(Kind.WRONG, subject, text);
  }

  String line() {
    return kind.word + " " + subject + ": " + text;
  }
}
