package dev.compresh.usage.report;

import java.util.Optional;

/** A request's place in the log: its time in milliseconds since 1970, and its id. */
public record RequestPlace(long at, String id) {

  /** Writes the place as {@link #read} takes it. */
  public String text() {
    return at + "." + id;
  }

  /** Reads a place; empty where {@code text} is none. */
  public static Optional<RequestPlace> read(String text) {
    int dot = text.indexOf('.');
    try {
      return dot < 0
          ? Optional.empty()
          : Optional.of(
              new RequestPlace(Long.parseLong(text, 0, dot, 10), text.substring(dot + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
