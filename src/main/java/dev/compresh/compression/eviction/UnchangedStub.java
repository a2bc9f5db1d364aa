package dev.compresh.compression.eviction;

import java.util.List;
import java.util.Locale;

/**
 * Recognises what agents show in place of a file that was read before and has not changed since: it
 * is no version of the file, and what it points to must stay.
 */
public final class UnchangedStub {
  /** A stub is a sentence or two. */
  private static final int LONGEST = 600;

  private static final int MOST_LINES = 4;

  private static final List<String> WORDS =
      List.of(
          "unchanged",
          "not changed",
          "no changes since",
          "not been modified",
          "not modified since",
          "unmodified since",
          "already in context",
          "already in the conversation");

  private UnchangedStub() {}

  /** Returns whether {@code text}, the result of a read, only says that nothing has changed. */
  public static boolean matches(String text) {
    if (text.length() > LONGEST || text.lines().count() > MOST_LINES) {
      return false;
    }
    String said = text.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(said::contains);
  }
}
