package dev.compresh.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the configuration while a record reads its keys from it. What is wrong goes to the
 * list of faults and the default is used, so that one run finds all faults. {@link #finish} reports
 * the keys that nobody asked for.
 */
final class ConfigSection {
  private static final BigDecimal MOST_USD = BigDecimal.valueOf(100_000);

  private final String path;
  private final ConfigNode.@Nullable MappingNode mappingNode;
  private final List<ConfigError> faults;
  private final KeyListener listener;
  private final Map<String, EffectiveSetting> settings;
  private final Set<String> known = new HashSet<>();

  ConfigSection(
      String path, ConfigNode.@Nullable MappingNode mappingNode, List<ConfigError> faults) {
    this(path, mappingNode, faults, KeyListener.NONE);
  }

  /**
   * @param listener hears of each key that is read
   */
  ConfigSection(
      String path,
      ConfigNode.@Nullable MappingNode mappingNode,
      List<ConfigError> faults,
      KeyListener listener) {
    this(path, mappingNode, faults, listener, new LinkedHashMap<>());
  }

  private ConfigSection(
      String path,
      ConfigNode.@Nullable MappingNode mappingNode,
      List<ConfigError> faults,
      KeyListener listener,
      Map<String, EffectiveSetting> settings) {
    this.settings = settings;
    this.path = path;
    this.mappingNode = mappingNode;
    this.faults = faults;
    this.listener = listener;
  }

  SourceLocation place() {
    return mappingNode == null ? new SourceLocation("defaults", 0) : mappingNode.place();
  }

  /** Returns what was read so far, here and in the sections below. */
  List<EffectiveSetting> settings() {
    return List.copyOf(settings.values());
  }

  /** Notes what holds at {@code key}: what is written there, else {@code fallback}. */
  private void note(String key, @Nullable Object fallback, boolean secret) {
    String full = inner(key);
    if (node(key) instanceof ConfigNode.ScalarNode scalar && !scalar.text().isEmpty()) {
      String shown = secret || scalar.hidden() ? EffectiveSetting.MASKED : scalar.text();
      settings.put(full, EffectiveSetting.written(full, shown, scalar.place()));
    } else {
      String shown = fallback == null ? null : fallback.toString();
      settings.put(full, EffectiveSetting.byDefault(full, shown));
    }
  }

  /** The text at {@code key}, null where the key is missing or empty. */
  @Nullable String text(String key) {
    declare(key, "text", null);
    return scalar(key);
  }

  private void declare(String key, String type, @Nullable Object fallback) {
    listener.declare(inner(key), type, fallback);
    note(key, fallback, type.equals("secret"));
  }

  private @Nullable String scalar(String key) {
    ConfigNode configNode = node(key);
    if (configNode == null) {
      return null;
    }
    if (configNode instanceof ConfigNode.ScalarNode scalarNode) {
      return scalarNode.text().isEmpty() ? null : scalarNode.text();
    }
    fault(key, "must be a single value.", "Write '" + key + ": value'.");
    return null;
  }

  String text(String key, String fallback) {
    declare(key, "text", fallback);
    String text = scalar(key);
    return text == null ? fallback : text;
  }

  /** A text that must be there; empty, with a fault, where it isn't. */
  String required(String key, String fix) {
    declare(key, "text, required", null);
    String text = scalar(key);
    if (text == null) {
      fault(key, "is missing.", fix);
      return "";
    }
    return text;
  }

  /** A credential; an empty one counts as none. */
  @Nullable Secret secret(String key) {
    declare(key, "secret", null);
    String text = scalar(key);
    return text == null ? null : new Secret(text);
  }

  int integer(String key, int fallback, int low, int high) {
    declare(key, "whole number, " + low + " to " + high, fallback < low ? null : fallback);
    String text = scalar(key);
    if (text == null) {
      return fallback;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, with the range
    }
    fault(
        key,
        shown(key, text) + " is not a whole number from " + low + " to " + high + ".",
        "The default is " + fallback + ".");
    return fallback;
  }

  /** A share of something, with or without a percent sign. */
  int percent(String key, int fallback, int low, int high) {
    declare(key, "percent, " + low + "% to " + high + "%", fallback + "%");
    String text = scalar(key);
    if (text == null) {
      return fallback;
    }
    String number = text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
    try {
      int value = Integer.parseInt(number);
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, with the range
    }
    fault(
        key,
        shown(key, text) + " is not a share from " + low + "% to " + high + "%.",
        "The default is " + fallback + "%.");
    return fallback;
  }

  boolean flag(String key, boolean fallback) {
    Boolean value = truth(key);
    declare(key, "true or false", fallback);
    return value == null ? fallback : value;
  }

  @Nullable Boolean flag(String key) {
    declare(key, "true or false", null);
    return truth(key);
  }

  private @Nullable Boolean truth(String key) {
    String text = oneOf(key, "", List.of("true", "false"));
    return text.isEmpty() ? null : Boolean.valueOf(text);
  }

  String choice(String key, String fallback, List<String> choices) {
    declare(key, "one of " + String.join(", ", choices), fallback.isEmpty() ? null : fallback);
    return oneOf(key, fallback, choices);
  }

  private String oneOf(String key, String fallback, List<String> choices) {
    String text = scalar(key);
    if (text == null || choices.contains(text)) {
      return text == null ? fallback : text;
    }
    String nearest =
        Suggestions.closest(text, choices).map(n -> " Did you mean '" + n + "'?").orElse("");
    fault(
        key,
        shown(key, text) + " is not one of " + String.join(", ", choices) + ".",
        "Choose one." + nearest);
    return fallback;
  }

  Duration duration(String key, Duration fallback) {
    declare(key, "duration", fallback);
    return quantity(key, UnitQuantity::duration, "a duration", "15ms, 30s, 5m or 1h")
        .orElse(fallback);
  }

  /** A size in bytes. */
  long size(String key, long fallback) {
    declare(key, "size", fallback);
    return quantity(key, UnitQuantity::bytes, "a size", "64KiB, 32MiB or 1GiB").orElse(fallback);
  }

  /** An amount in USD, at least 0 and at most 100,000. */
  Optional<BigDecimal> money(String key) {
    declare(key, "USD", null);
    return quantity(key, ConfigSection::amount, "an amount in USD", "2.5");
  }

  /** A plain decimal number, at least 0 and at most 100,000; empty where {@code text} is none. */
  static Optional<BigDecimal> amount(String text) {
    try {
      if (text.length() <= 24 && text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
        BigDecimal usd = new BigDecimal(text);
        return usd.compareTo(MOST_USD) <= 0 ? Optional.of(usd) : Optional.empty();
      }
    } catch (NumberFormatException e) {
      // reported by the empty answer
    }
    return Optional.empty();
  }

  private <T> Optional<T> quantity(
      String key, java.util.function.Function<String, Optional<T>> reading, String kind, String e) {
    String text = scalar(key);
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> value = reading.apply(text);
    if (value.isEmpty()) {
      fault(key, shown(key, text) + " is not " + kind + ".", "Write it as " + e + ".");
    }
    return value;
  }

  /** A list of texts; one text alone is read as a list divided by commas. */
  List<String> texts(String key) {
    declare(key, "list of texts", null);
    return switch (node(key)) {
      case null -> List.of();
      case ConfigNode.ScalarNode scalarNode ->
          java.util.Arrays.stream(scalarNode.text().split(",", -1))
              .map(String::strip)
              .filter(s -> !s.isEmpty())
              .toList();
      case ConfigNode.SequenceNode sequenceNode -> {
        List<String> out = new ArrayList<>();
        for (ConfigNode item : sequenceNode.items()) {
          if (item instanceof ConfigNode.ScalarNode scalarNode && !scalarNode.text().isEmpty()) {
            out.add(scalarNode.text());
          } else {
            fault(key, "contains an item that is not a string.", "Write '- value' lines.");
          }
        }
        String full = inner(key);
        settings.put(
            full, EffectiveSetting.written(full, String.join(", ", out), sequenceNode.place()));
        yield List.copyOf(out);
      }
      case ConfigNode.MappingNode ignored -> {
        fault(key, "must be a list.", "Write '- value' lines.");
        yield List.of();
      }
    };
  }

  /** Texts by name, in the order in which they stand. */
  Map<String, String> pairs(String key) {
    declare(key, "texts by name", null);
    ConfigSection inner = section(key);
    Map<String, String> out = new LinkedHashMap<>();
    if (inner.mappingNode != null) {
      for (String name : inner.mappingNode.entries().keySet()) {
        String text = inner.scalar(name);
        out.put(name, text == null ? "" : text);
      }
    }
    return java.util.Collections.unmodifiableMap(out);
  }

  /** The section at {@code key}; an empty one where the key is missing. */
  ConfigSection section(String key) {
    ConfigNode configNode = node(key);
    if (blank(configNode)) {
      return new ConfigSection(inner(key), null, faults, listener, settings);
    }
    if (configNode instanceof ConfigNode.MappingNode inner) {
      return new ConfigSection(inner(key), inner, faults, listener, settings);
    }
    fault(key, "must have keys of its own.", "Write them indented below '" + key + ":'.");
    return new ConfigSection(inner(key), null, faults, listener, settings);
  }

  /** The sections listed at {@code key}, in order. */
  List<ConfigSection> sections(String key) {
    ConfigNode configNode = node(key);
    if (blank(configNode)) {
      return List.of();
    }
    List<ConfigSection> out = new ArrayList<>();
    if (configNode instanceof ConfigNode.SequenceNode sequenceNode) {
      for (ConfigNode item : sequenceNode.items()) {
        if (item instanceof ConfigNode.MappingNode inner) {
          out.add(
              new ConfigSection(
                  inner(key) + "[" + out.size() + "]", inner, faults, listener, settings));
        } else {
          faults.add(
              new ConfigError(item.place(), inner(key), "must have keys.", "Write '- key: …'."));
        }
      }
    } else {
      fault(key, "must be a list.", "Start each entry with '- '.");
    }
    return out;
  }

  boolean has(String key) {
    listener.optional(inner(key));
    return node(key) != null;
  }

  /** Reports a fault at {@code key}. */
  void fault(String key, String what, String fix) {
    SourceLocation at =
        mappingNode == null ? place() : mappingNode.keys().getOrDefault(key, mappingNode.place());
    faults.add(new ConfigError(at, inner(key), what, fix));
  }

  /** Reports all keys that were not asked for. */
  void finish() {
    if (mappingNode == null) {
      return;
    }
    for (String key : mappingNode.entries().keySet()) {
      if (!known.contains(key)) {
        String fix =
            Suggestions.closest(key, known)
                .map(nearest -> "Did you mean '" + nearest + "'?")
                .orElse("Known keys: " + String.join(", ", known.stream().sorted().toList()) + ".");
        fault(key, "is not a known key.", fix);
      }
    }
  }

  private @Nullable ConfigNode node(String key) {
    known.add(key);
    return mappingNode == null ? null : mappingNode.entries().get(key);
  }

  private static boolean blank(@Nullable ConfigNode configNode) {
    return configNode == null
        || (configNode instanceof ConfigNode.ScalarNode scalarNode && scalarNode.text().isEmpty());
  }

  private String inner(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String shown(String key, String text) {
    if (node(key) instanceof ConfigNode.ScalarNode scalarNode && scalarNode.hidden()) {
      return "The variable's value";
    }
    return "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
  }
}
