package dev.compresh.config;

import org.jspecify.annotations.Nullable;

/** Hears of the keys that the configuration's records read, as they declare them. */
interface KeyListener {
  KeyListener NONE = (path, type, fallback) -> {};

  /**
   * Takes a key.
   *
   * @param path with the places of list items, as {@code routes[0].model}
   * @param type for people
   * @param fallback the value where the key is missing; null for none
   */
  void declare(String path, String type, @Nullable Object fallback);

  /** Takes a key that means something by being there: it has no default. */
  default void optional(String path) {}
}
