package dev.compresh.sim;

import dev.compresh.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Checks whether a request body is valid for its provider, by the rules that the real APIs enforce
 * with a 400: required fields, known content types, non-empty text, tool calls and results in
 * pairs, cache breakpoints. Where a provider is known to be lenient, so is this.
 */
public final class ConversationCheck {
  private ConversationCheck() {}

  /** Returns what is wrong with {@code body}; empty where it is valid. */
  public static List<SimulatedProblem> problems(Dialect dialect, byte[] body) {
    try {
      return problems(dialect, SimulatedJson.read(body));
    } catch (JacksonException e) {
      return List.of(new SimulatedProblem("", "the body is not valid JSON"));
    }
  }

  /**
   * Returns what is wrong with {@code forwarded} and was not wrong with {@code original} already.
   * Where a problem appears is left out of the comparison: messages may have moved.
   */
  public static List<SimulatedProblem> added(Dialect dialect, byte[] original, byte[] forwarded) {
    List<SimulatedProblem> added = new ArrayList<>(problems(dialect, forwarded));
    for (SimulatedProblem before : problems(dialect, original)) {
      for (SimulatedProblem now : added) {
        if (now.message().equals(before.message())) {
          added.remove(now);
          break;
        }
      }
    }
    return List.copyOf(added);
  }

  static List<SimulatedProblem> problems(Dialect dialect, JsonNode body) {
    if (!body.isObject()) {
      return List.of(new SimulatedProblem("", "the body is not a JSON object"));
    }
    return DialectRules.of(dialect).problems(body);
  }
}
