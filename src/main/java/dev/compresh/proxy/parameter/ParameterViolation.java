package dev.compresh.proxy.parameter;

/**
 * A violation of a parameter rule.
 *
 * @param code {@code unknown_parameter} or {@code invalid_value}
 * @param param the field that is meant, as {@code tools[0].function.name}
 * @param message what to do; holds nothing of the client's but names of fields
 */
public record ParameterViolation(String code, String param, String message) {
  /** Names of fields are the client's: what is longer is no name. */
  private static final int LONGEST = 64;

  static ParameterViolation unknown(String name, String what) {
    String shown = shown(name);
    return new ParameterViolation("unknown_parameter", shown, "'" + shown + "' " + what);
  }

  static ParameterViolation value(String param, String rule) {
    return new ParameterViolation("invalid_value", param, "'" + param + "' " + rule);
  }

  private static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(LONGEST)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) || c == '\'' ? '?' : c));
    return shown.toString();
  }
}
