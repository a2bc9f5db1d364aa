package dev.compresh.usage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Classes of how requests ended. */
public enum StatusClass {
  /** Answered with a status below 400, and whole. */
  SUCCESS,
  CLIENT_ERROR,
  SERVER_ERROR,
  /** The client left, or the answer broke off, without an error status. */
  BROKEN;

  private static final int FIRST_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  public static StatusClass of(UsageEvent event) {
    return of(event.answer().status(), event.answer().ending());
  }

  static StatusClass of(int status, String ending) {
    if (status >= FIRST_SERVER_ERROR) {
      return SERVER_ERROR;
    }
    if (status >= FIRST_ERROR) {
      return CLIENT_ERROR;
    }
    return ending.equals("COMPLETE") && status > 0 ? SUCCESS : BROKEN;
  }

  /** Returns the name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(StatusClass::label).toList();
  }
}
