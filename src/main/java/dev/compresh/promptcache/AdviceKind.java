package dev.compresh.promptcache;

import java.util.Locale;

/** The causes of cache breaks, each with what to do about it. */
public enum AdviceKind {
  VOLATILE_SYSTEM(
      "A line of the system text changes from request to request, so nothing after it is read"
          + " from the cache. Move it to the end of the conversation."),
  SHUFFLED_TOOLS(
      "The same tools come in a different order, so nothing after the first one that moved is read from"
          + " the cache. Sort them."),
  VOLATILE_BEFORE_BREAKPOINT(
      "A breakpoint is set after text that changes with every request, so what it writes is never"
          + " read. Set it before that text."),
  PARALLEL_WRITES(
      "Requests with the same prefix start at the same time, and each writes it. Wait until the first"
          + " answer has begun."),
  BELOW_MINIMUM(
      "A breakpoint is set before the model's minimum length, so nothing is cached. Set it later,"
          + " or lengthen the text before it."),
  LIFE_TOO_SHORT(
      "Conversations continue after the cache's five minutes have expired. Ask for an hour"
          + " (\"ttl\": \"1h\").");

  private final String text;

  AdviceKind(String text) {
    this.text = text;
  }

  /** As tables and interfaces call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what happens, and what helps. */
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
