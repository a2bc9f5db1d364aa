package dev.compresh.alert;

/**
 * Something that a rule found wrong.
 *
 * @param orgId whose matter it is; empty for the installation's
 * @param subject what is affected
 * @param period the stretch of time within which it is raised once
 * @param message for people, in a sentence or two
 */
public record AlertFinding(
    String orgId, AlertKind kind, String subject, String period, String message) {
  private static final int LONGEST_SUBJECT = 300;
  private static final int LONGEST_MESSAGE = 1_000;

  public AlertFinding {
    subject = bounded(subject, LONGEST_SUBJECT);
    message = bounded(message, LONGEST_MESSAGE);
  }

  /** Models are named by clients. */
  private static String bounded(String text, int most) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length() && i < most; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? ' ' : c);
    }
    return out.toString();
  }
}
