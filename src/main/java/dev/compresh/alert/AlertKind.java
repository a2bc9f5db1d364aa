package dev.compresh.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The reasons for alerts. */
public enum AlertKind {
  /** A share of a budget is used. */
  BUDGET_THRESHOLD,
  /** A provider fails and is left alone for a while. */
  PROVIDER_DOWN,
  /** Many requests of an organisation fail. */
  ERROR_RATE,
  /** A day of compression cost an organisation more than it saved. */
  NET_SAVING_NEGATIVE,
  /** A model without a price was used: its requests count as free. */
  PRICE_MISSING,
  /** A key is about to expire. */
  KEY_EXPIRES,
  /** Somebody tries a channel. */
  TEST;

  /** Returns the name in the API and in messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind of that name. */
  public static Optional<AlertKind> named(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }

  /** Returns the names of those that channels can choose. */
  public static List<String> labels() {
    return Arrays.stream(values()).filter(kind -> kind != TEST).map(AlertKind::label).toList();
  }
}
