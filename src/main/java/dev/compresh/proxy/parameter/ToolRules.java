package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import org.jspecify.annotations.Nullable;

/** Tools, and the choice among them. */
final class ToolRules {
  private static final int MOST = 128;

  static final FieldRule CHAT_TOOLS = FieldRule.array(MOST, ToolRules::chatTool);
  static final FieldRule CHAT_CHOICE =
      FieldRule.word("none", "auto", "required").orObject(ToolRules::chatChoice);

  /** Responses and Messages have tools of many types, which their providers judge. */
  static final FieldRule OPEN_TOOLS = FieldRule.array(Integer.MAX_VALUE, FieldRule.OBJECT);

  static final FieldRule RESPONSES_CHOICE =
      FieldRule.word("none", "auto", "required").orObject(FieldRule.ANY);

  private ToolRules() {}

  private static @Nullable ParameterViolation chatTool(BodyField tool, String at) {
    if (!tool.is(BodyField.FieldKind.OBJECT)) {
      return ParameterViolation.value(at, "must be an object.");
    }
    String type = tool.member("type").map(BodyField::text).orElse("");
    if (!type.equals("function") && !type.equals("custom")) {
      return ParameterViolation.value(at + ".type", "must be function or custom.");
    }
    BodyField inner = tool.member(type).orElse(null);
    String where = at + "." + type;
    if (inner == null || !inner.is(BodyField.FieldKind.OBJECT)) {
      return ParameterViolation.value(where, "must be an object with a name.");
    }
    if (!FormatRule.named(inner.member("name").map(BodyField::text).orElse(""))) {
      return ParameterViolation.value(
          where + ".name", "must be 1 to 64 characters: a-z, A-Z, 0-9, underscore or dash.");
    }
    for (BodyField member : inner.members()) {
      FieldRule fieldRule =
          switch (member.name()) {
            case "description" -> FieldRule.TEXT.orNull();
            case "parameters" -> FieldRule.OBJECT.orNull();
            case "strict" -> FieldRule.FLAG.orNull();
            default -> FieldRule.ANY;
          };
      ParameterViolation found = fieldRule.check(member, where + "." + member.name());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable ParameterViolation chatChoice(BodyField choice, String at) {
    String type = choice.member("type").map(BodyField::text).orElse("");
    return switch (type) {
      case "function", "custom" ->
          choice
                  .member(type)
                  .flatMap(f -> f.member("name"))
                  .map(BodyField::text)
                  .orElse("")
                  .isEmpty()
              ? ParameterViolation.value(at + "." + type + ".name", "must name one of the tools.")
              : null;
      case "allowed_tools" -> null;
      default ->
          ParameterViolation.value(at + ".type", "must be one of function, custom, allowed_tools.");
    };
  }
}
