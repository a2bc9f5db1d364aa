package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an object: each with its rule, some of them needed. */
final class ObjectShape implements FieldRule {
  private final Map<String, FieldRule> rules = new LinkedHashMap<>();
  private final Set<String> needed = new LinkedHashSet<>();
  private @Nullable String open;

  /** A field that may be left out; null is as if it were. */
  ObjectShape may(String name, FieldRule fieldRule) {
    rules.put(name, fieldRule.orNull());
    return this;
  }

  ObjectShape must(String name, FieldRule fieldRule) {
    rules.put(name, fieldRule);
    needed.add(name);
    return this;
  }

  /** Other fields than these are for the provider to judge. */
  ObjectShape open() {
    open = "";
    return this;
  }

  @Override
  public @Nullable ParameterViolation check(BodyField bodyField, String at) {
    if (!bodyField.is(BodyField.FieldKind.OBJECT)) {
      return ParameterViolation.value(at, "must be an object.");
    }
    Set<String> missing = new LinkedHashSet<>(needed);
    for (BodyField member : bodyField.members()) {
      FieldRule fieldRule = rules.get(member.name());
      String inner = at + "." + member.name();
      if (fieldRule == null && open == null) {
        return ParameterViolation.unknown(inner, "is not a known parameter.");
      }
      ParameterViolation found = fieldRule == null ? null : fieldRule.check(member, inner);
      if (found != null) {
        return found;
      }
      missing.remove(member.name());
    }
    return missing.isEmpty()
        ? null
        : ParameterViolation.value(at + "." + missing.iterator().next(), "is missing.");
  }
}
