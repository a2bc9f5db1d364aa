package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the fields of a request. */
final class ParameterRules {
  private final Map<String, FieldRule> rules = new LinkedHashMap<>();
  private final Set<String> needed = new LinkedHashSet<>();

  ParameterRules must(String name, FieldRule fieldRule) {
    rules.put(name, fieldRule);
    needed.add(name);
    return this;
  }

  /** A field that may be left out; null is as if it were. */
  ParameterRules may(String name, FieldRule fieldRule) {
    rules.put(name, fieldRule.orNull());
    return this;
  }

  /** Fields that may be there, whatever they hold. */
  ParameterRules may(List<String> names) {
    names.forEach(name -> rules.putIfAbsent(name, FieldRule.ANY));
    return this;
  }

  /** The first thing wrong, in the order of the body; null where nothing is. */
  @Nullable ParameterViolation check(List<BodyField> fields) {
    Set<String> seen = new HashSet<>();
    for (BodyField bodyField : fields) {
      FieldRule fieldRule = rules.get(bodyField.name());
      if (fieldRule == null) {
        return ParameterViolation.unknown(
            bodyField.name(),
            "is not a parameter of this model. Supported parameters: "
                + String.join(", ", rules.keySet())
                + ".");
      }
      ParameterViolation found = fieldRule.check(bodyField, bodyField.name());
      if (found != null) {
        return found;
      }
      seen.add(bodyField.name());
    }
    for (String name : needed) {
      if (!seen.contains(name)) {
        return ParameterViolation.value(name, "is missing.");
      }
    }
    return null;
  }
}
