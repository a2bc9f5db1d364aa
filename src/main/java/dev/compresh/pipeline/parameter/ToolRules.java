package dev.compresh.pipeline.parameter;

import dev.compresh.wire.Field;
import org.jspecify.annotations.Nullable;

/** Tools, and the choice among them. */
final class ToolRules {
  private static final int MOST = 128;

  static final Rule CHAT_TOOLS = Rule.array(MOST, ToolRules::chatTool);
  static final Rule CHAT_CHOICE =
      Rule.word("none", "auto", "required").orObject(ToolRules::chatChoice);

  /** Responses and Messages have tools of many types, which their providers judge. */
  static final Rule OPEN_TOOLS = Rule.array(Integer.MAX_VALUE, Rule.OBJECT);

  static final Rule RESPONSES_CHOICE = Rule.word("none", "auto", "required").orObject(Rule.ANY);

  private ToolRules() {}

  private static @Nullable Violation chatTool(Field tool, String at) {
    if (!tool.is(Field.Kind.OBJECT)) {
      return Violation.value(at, "must be an object.");
    }
    String type = tool.member("type").map(Field::text).orElse("");
    if (!type.equals("function") && !type.equals("custom")) {
      return Violation.value(at + ".type", "must be function or custom.");
    }
    Field inner = tool.member(type).orElse(null);
    String where = at + "." + type;
    if (inner == null || !inner.is(Field.Kind.OBJECT)) {
      return Violation.value(where, "must be an object with a name.");
    }
    if (!FormatRule.named(inner.member("name").map(Field::text).orElse(""))) {
      return Violation.value(
          where + ".name", "must be 1 to 64 of a-z, A-Z, 0-9, underscore and dash.");
    }
    for (Field member : inner.members()) {
      Rule rule =
          switch (member.name()) {
            case "description" -> Rule.TEXT.orNull();
            case "parameters" -> Rule.OBJECT.orNull();
            case "strict" -> Rule.FLAG.orNull();
            default -> Rule.ANY;
          };
      Violation found = rule.check(member, where + "." + member.name());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Violation chatChoice(Field choice, String at) {
    String type = choice.member("type").map(Field::text).orElse("");
    return switch (type) {
      case "function", "custom" ->
          choice.member(type).flatMap(f -> f.member("name")).map(Field::text).orElse("").isEmpty()
              ? Violation.value(at + "." + type + ".name", "must name one of the tools.")
              : null;
      case "allowed_tools" -> null;
      default -> Violation.value(at + ".type", "must be one of function, custom, allowed_tools.");
    };
  }
}
