package dev.compresh.sim;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of Gemini's own API. */
final class GeminiCheck {
  private static final Set<String> ROLES = Set.of("user", "model", "function");

  /** Of these each part has one. */
  private static final List<String> DATA =
      List.of(
          "text",
          "functionCall",
          "functionResponse",
          "inlineData",
          "fileData",
          "executableCode",
          "codeExecutionResult",
          "toolCall",
          "toolResponse");

  private final SimulatedProblems problems;
  private int calls;

  GeminiCheck(SimulatedProblems problems) {
    this.problems = problems;
  }

  void check(JsonNode body) {
    JsonNode contents = body.path("contents");
    boolean isThere = contents.isObject() || (contents.isArray() && !contents.isEmpty());
    if (problems.require(isThere, "contents", "contents is not specified")) {
      int at = 0;
      for (JsonNode content : GeminiReading.contents(body)) {
        content(content, "contents[" + at++ + "]");
      }
    }
    JsonNode settings = GeminiReading.either(body, "generationConfig", "generation_config");
    problems.whole(settings, "maxOutputTokens", 1);
    problems.range(settings, "temperature", 0, 2);
    problems.range(settings, "topP", 0, 1);
    problems.range(settings, "candidateCount", 1, 8);
    for (OfferedTool tool : GeminiReading.tools(body)) {
      problems.require(
          !tool.name().isEmpty() && tool.name().length() <= 128,
          "tools",
          "Invalid function name. Must start with a letter or an underscore");
    }
  }

  private void content(JsonNode content, String path) {
    String role = SimulatedJson.text(content, "role");
    problems.require(
        role.isEmpty() || ROLES.contains(role),
        path + ".role",
        "Please use a valid role: user, model.");
    JsonNode parts = content.path("parts");
    if (!problems.require(
        parts.isObject() || (parts.isArray() && !parts.isEmpty()),
        path + ".parts",
        "must include at least one parts field")) {
      return;
    }
    int called = 0;
    int answered = 0;
    int at = 0;
    for (JsonNode part : parts.isObject() ? List.of(parts) : parts) {
      part(part, path + ".parts[" + at++ + "]");
      called += has(part, "functionCall") ? 1 : 0;
      answered += has(part, "functionResponse") ? 1 : 0;
    }
    if (calls > 0 || answered > 0) {
      problems.require(
          answered == calls,
          path,
          "Please ensure that the number of function response parts is equal to the number of"
              + " function call parts of the function call turn.");
    }
    calls = called;
  }

  private void part(JsonNode part, String path) {
    long things = DATA.stream().filter(name -> has(part, name)).count();
    boolean isSigned = has(part, "thoughtSignature") || part.has("thought");
    problems.require(
        things == 1 || (things == 0 && isSigned),
        path + ".data",
        "required oneof field 'data' must have one initialized field");
    for (String each : List.of("functionCall", "functionResponse")) {
      if (has(part, each)) {
        JsonNode value = GeminiReading.either(part, each, snake(each));
        problems.text(value, path + "." + each + ".", "name");
      }
    }
  }

  private static boolean has(JsonNode part, String name) {
    return !SimulatedJson.absent(part.path(name)) || !SimulatedJson.absent(part.path(snake(name)));
  }

  /** The other way to write a name. */
  private static String snake(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(Character.isUpperCase(c) ? "_" : "").append(Character.toLowerCase(c));
    }
    return out.toString();
  }
}
