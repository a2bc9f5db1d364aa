package dev.compresh.sim;

import dev.compresh.dialect.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * The rules of one API's bodies. They are the simulated provider's, so they stand here and not in
 * {@link Dialect}; a dialect that is simulated has a line in {@link #RULES}.
 *
 * @param errors in whose shape errors are
 * @param check finds what is wrong with a body
 */
record DialectRules(ProviderErrors errors, BiConsumer<SimulatedProblems, JsonNode> check) {
  private static final Map<Dialect, DialectRules> RULES =
      Map.of(
          Dialect.CHAT,
          new DialectRules(
              ProviderErrors.OPENAI, (problems, body) -> new ChatCheck(problems).check(body)),
          Dialect.MESSAGES,
          new DialectRules(
              ProviderErrors.ANTHROPIC,
              (problems, body) -> new MessagesCheck(problems).check(body)),
          Dialect.RESPONSES,
          new DialectRules(
              ProviderErrors.OPENAI, (problems, body) -> new ResponsesCheck(problems).check(body)),
          Dialect.GEMINI,
          new DialectRules(
              ProviderErrors.GOOGLE, (problems, body) -> new GeminiCheck(problems).check(body)));

  static DialectRules of(Dialect dialect) {
    return Objects.requireNonNull(RULES.get(dialect), "a dialect that is simulated");
  }

  List<SimulatedProblem> problems(JsonNode body) {
    SimulatedProblems problems = new SimulatedProblems();
    check.accept(problems, body);
    return problems.found();
  }
}
