package dev.compresh.pipeline.parameter;

import dev.compresh.wire.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an object: each with its rule, some of them needed. */
final class Shape implements Rule {
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Set<String> needed = new LinkedHashSet<>();
  private @Nullable String open;

  /** A field that may be left out; null is as if it were. */
  Shape may(String name, Rule rule) {
    rules.put(name, rule.orNull());
    return this;
  }

  Shape must(String name, Rule rule) {
    rules.put(name, rule);
    needed.add(name);
    return this;
  }

  /** Other fields than these are for the provider to judge. */
  Shape open() {
    open = "";
    return this;
  }

  @Override
  public @Nullable Violation check(Field field, String at) {
    if (!field.is(Field.Kind.OBJECT)) {
      return Violation.value(at, "must be an object.");
    }
    Set<String> missing = new LinkedHashSet<>(needed);
    for (Field member : field.members()) {
      Rule rule = rules.get(member.name());
      String inner = at + "." + member.name();
      if (rule == null && open == null) {
        return Violation.unknown(inner, "is not known.");
      }
      Violation found = rule == null ? null : rule.check(member, inner);
      if (found != null) {
        return found;
      }
      missing.remove(member.name());
    }
    return missing.isEmpty()
        ? null
        : Violation.value(at + "." + missing.iterator().next(), "is missing.");
  }
}
