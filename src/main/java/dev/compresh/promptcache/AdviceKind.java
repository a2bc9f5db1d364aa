package dev.compresh.promptcache;

import java.util.Locale;

/** What breaks a client's cache, and what to do about it. */
public enum AdviceKind {
  VOLATILE_SYSTEM(
      "A line of the system text changes from request to request, so nothing behind it is read"
          + " from the cache. Move it to the end of the conversation."),
  SHUFFLED_TOOLS(
      "The same tools come in another order, so nothing behind the first that moved is read from"
          + " the cache. Sort them."),
  VOLATILE_BEFORE_BREAKPOINT(
      "A breakpoint stands behind text that changes with every request, so what it writes is never"
          + " read. Set it before that text."),
  PARALLEL_WRITES(
      "Requests with the same beginning start at once, and each writes it. Wait until the first"
          + " answer has begun."),
  BELOW_MINIMUM(
      "A breakpoint stands before the model's minimum, so nothing is cached. Set it further back,"
          + " or lengthen what comes before it."),
  LIFE_TOO_SHORT(
      "Conversations go on after the cache's five minutes are over. Ask for an hour"
          + " (\"ttl\": \"1h\").");

  private final String text;

  AdviceKind(String text) {
    this.text = text;
  }

  /** As tables and interfaces call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What happens, and what helps. */
  public String text() {
    return text;
  }

  /** The text of that label; empty for another one. */
  public static String textOf(String label) {
    for (AdviceKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind.text;
      }
    }
    return "";
  }
}
