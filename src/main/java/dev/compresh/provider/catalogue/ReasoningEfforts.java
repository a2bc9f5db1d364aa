package dev.compresh.provider.catalogue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The efforts that a model knows.
 *
 * @param words each with the word that its provider takes for it; with {@link ReasoningEffort#OFF}
 *     only where thinking can be switched off
 */
public record ReasoningEfforts(Map<ReasoningEffort, String> words) {
  public static final ReasoningEfforts NONE = new ReasoningEfforts(Map.of());

  /** The levels that most have, whose words are the same everywhere. */
  static final ReasoningEfforts USUAL =
      new ReasoningEfforts(
          Map.of(
              ReasoningEffort.LOW,
              "low",
              ReasoningEffort.MEDIUM,
              "medium",
              ReasoningEffort.HIGH,
              "high"));

  /** Words of providers are short names; nothing else gets into a request. */
  private static final int WORD = 32;

  public ReasoningEfforts {
    words = java.util.Collections.unmodifiableMap(new TreeMap<>(words));
  }

  /**
   * Of {@code off=none,low,high}: levels, with the provider's word where that is another one; empty
   * where the text is none of that kind.
   */
  public static Optional<ReasoningEfforts> parse(String text) {
    Map<ReasoningEffort, String> words = new EnumMap<>(ReasoningEffort.class);
    for (String item : text.split(",", -1)) {
      int equals = item.indexOf('=');
      String level = (equals < 0 ? item : item.substring(0, equals)).strip();
      String word = (equals < 0 ? level : item.substring(equals + 1)).strip();
      Optional<ReasoningEffort> effort = ReasoningEffort.named(level);
      if (effort.isEmpty() || !plain(word) || words.put(effort.get(), word) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new ReasoningEfforts(words));
  }

  public boolean any() {
    return !words.isEmpty();
  }

  /** Returns whether thinking can be switched off. */
  public boolean isOffAllowed() {
    return words.containsKey(ReasoningEffort.OFF);
  }

  /**
   * The provider's word for {@code wanted}, or for the nearest level that the model has; of two as
   * near the lower one, which costs less. {@link ReasoningEffort#OFF} is near to nothing: empty
   * where it can't be switched off, and where the model has no level at all.
   */
  public Optional<String> word(ReasoningEffort wanted) {
    String exact = words.get(wanted);
    if (exact != null || wanted == ReasoningEffort.OFF) {
      return Optional.ofNullable(exact);
    }
    ReasoningEffort nearest = null;
    for (ReasoningEffort level : words.keySet()) {
      if (level != ReasoningEffort.OFF
          && (nearest == null || level.distance(wanted) < nearest.distance(wanted))) {
        nearest = level;
      }
    }
    return Optional.ofNullable(nearest == null ? null : words.get(nearest));
  }

  private static boolean plain(String word) {
    return !word.isEmpty()
        && word.length() <= WORD
        && word.chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-');
  }

  /** As {@link #parse} reads it; empty where there is none. */
  public String text() {
    StringBuilder text = new StringBuilder();
    words.forEach(
        (level, word) -> {
          text.append(text.isEmpty() ? "" : ",").append(level.label());
          if (!word.equals(level.label())) {
            text.append('=').append(word);
          }
        });
    return text.toString();
  }
}
