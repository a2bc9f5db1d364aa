package dev.compresh.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways in which alerts leave. */
public enum ChannelKind {
  /** JSON, signed with a secret. */
  WEBHOOK,
  /** A webhook that takes Slack's messages. */
  SLACK,
  EMAIL;

  /** Returns the name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ChannelKind> named(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label.strip().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ChannelKind::label).toList();
  }
}
