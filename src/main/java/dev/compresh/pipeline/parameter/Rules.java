package dev.compresh.pipeline.parameter;

import dev.compresh.wire.Field;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the fields of a request must be. */
final class Rules {
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Set<String> needed = new LinkedHashSet<>();

  Rules must(String name, Rule rule) {
    rules.put(name, rule);
    needed.add(name);
    return this;
  }

  /** A field that may be left out; null is as if it were. */
  Rules may(String name, Rule rule) {
    rules.put(name, rule.orNull());
    return this;
  }

  /** Fields that may be there, whatever they hold. */
  Rules may(List<String> names) {
    names.forEach(name -> rules.putIfAbsent(name, Rule.ANY));
    return this;
  }

  /** The first thing wrong, in the order of the body; null where nothing is. */
  @Nullable Violation check(List<Field> fields) {
    Set<String> seen = new HashSet<>();
    for (Field field : fields) {
      Rule rule = rules.get(field.name());
      if (rule == null) {
        return Violation.unknown(
            field.name(),
            "is no parameter of this model. It takes " + String.join(", ", rules.keySet()) + ".");
      }
      Violation found = rule.check(field, field.name());
      if (found != null) {
        return found;
      }
      seen.add(field.name());
    }
    for (String name : needed) {
      if (!seen.contains(name)) {
        return Violation.value(name, "is missing.");
      }
    }
    return null;
  }
}
