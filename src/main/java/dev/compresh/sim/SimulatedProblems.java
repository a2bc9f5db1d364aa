package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with a body, first things first. */
final class SimulatedProblems {
  private final List<SimulatedProblem> found = new ArrayList<>();

  void add(String path, String message) {
    found.add(new SimulatedProblem(path, message));
  }

  /** Adds a problem where {@code fine} does not hold; returns it for guards. */
  boolean require(boolean fine, String path, String message) {
    if (!fine) {
      add(path, message);
    }
    return fine;
  }

  /** A string must stand at {@code field}, with something in it. */
  boolean text(JsonNode node, String path, String field) {
    return require(
        !SimulatedJson.text(node, field).isEmpty(), path + field, "a non-empty string is required");
  }

  /** A number, where given, must lie in a range. */
  void range(JsonNode body, String field, double least, double most) {
    JsonNode value = body.path(field);
    if (!SimulatedJson.absent(value)) {
      require(
          value.isNumber() && value.asDouble() >= least && value.asDouble() <= most,
          field,
          "a number from " + least + " to " + most + " is expected");
    }
  }

  /** A whole number of at least {@code least}, where given. */
  void whole(JsonNode body, String field, int least) {
    JsonNode value = body.path(field);
    if (!SimulatedJson.absent(value)) {
      boolean fine = value.isIntegralNumber() && value.canConvertToInt();
      require(
          fine && value.asInt() >= least,
          field,
          "an integer of at least " + least + " is expected");
    }
  }

  /** A flag, where given, must be one. */
  void flag(JsonNode body, String field) {
    JsonNode value = body.path(field);
    require(SimulatedJson.absent(value) || value.isBoolean(), field, "a boolean is expected");
  }

  /** A tool's name has the characters and length that providers take. */
  void toolName(String name, String path, int longest) {
    boolean fine = !name.isEmpty() && name.length() <= longest;
    for (int i = 0; i < name.length() && fine; i++) {
      char c = name.charAt(i);
      fine = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }
    require(fine, path, "a name of up to " + longest + " letters, digits, _ and - is expected");
  }

  /** The value must be one of a set. */
  boolean requireOneOf(String value, Set<String> known, String path) {
    return require(known.contains(value), path, "'" + value + "' is none of the supported values");
  }

  List<SimulatedProblem> found() {
    return List.copyOf(found);
  }
}
