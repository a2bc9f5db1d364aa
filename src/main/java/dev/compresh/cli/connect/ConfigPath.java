package dev.compresh.cli.connect;

import java.util.ArrayList;
import java.util.List;

/**
 * Names a value inside a configuration file.
 *
 * @param steps names of members; a step {@code [id=x]} represents the entry of a list whose member
 *     {@code id} is {@code x}
 */
public record ConfigPath(List<String> steps) {
  public ConfigPath {
    steps = List.copyOf(steps);
  }

  public static ConfigPath of(String... steps) {
    return new ConfigPath(List.of(steps));
  }

  /** Returns whether {@code step} names an entry of a list. */
  static boolean isEntry(String step) {
    return step.startsWith("[") && step.endsWith("]") && step.indexOf('=') > 0;
  }

  static String entryKey(String step) {
    return step.substring(1, step.indexOf('='));
  }

  static String entryValue(String step) {
    return step.substring(step.indexOf('=') + 1, step.length() - 1);
  }

  String first() {
    return steps.getFirst();
  }

  ConfigPath rest() {
    return new ConfigPath(steps.subList(1, steps.size()));
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  ConfigPath parent() {
    return new ConfigPath(steps.subList(0, steps.size() - 1));
  }

  ConfigPath child(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new ConfigPath(longer);
  }

  @Override
  public String toString() {
    return String.join(".", steps);
  }
}
