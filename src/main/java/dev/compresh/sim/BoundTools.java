package dev.compresh.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The tools of a request as far as thinking is bound to them: as a set, and those with {@code
 * defer_loading} only from where something first refers to them.
 */
final class BoundTools {
  private final SortedSet<String> loaded = new TreeSet<>();
  private final Map<String, String> deferred = new TreeMap<>();
  private final Map<String, Integer> referred = new HashMap<>();

  BoundTools(JsonNode tools) {
    for (JsonNode tool : tools) {
      String value = CanonicalJson.render(CacheMarks.strip(tool));
      if (tool.path("defer_loading").asBoolean(false)) {
        deferred.put(SimulatedJson.text(tool, "name"), value);
      } else {
        loaded.add(value);
      }
    }
  }

  /** Takes in the references of a block that is the piece with this index. */
  void read(JsonNode block, int piece) {
    if (deferred.isEmpty()) {
      return;
    }
    String type = SimulatedJson.text(block, "type");
    if (type.equals("tool_use")) {
      refer(SimulatedJson.text(block, "name"), piece);
      return;
    }
    if (type.equals("tool_reference")) {
      refer(SimulatedJson.text(block, "tool_name") + SimulatedJson.text(block, "name"), piece);
    }
    for (JsonNode inner : block) {
      if (inner.isContainer()) {
        read(inner, piece);
      }
    }
  }

  private void refer(String name, int piece) {
    referred.putIfAbsent(name, piece);
  }

  /** A digest of the tools that count for a block with so many pieces before it. */
  String digest(int pieces) {
    List<String> values = new ArrayList<>(loaded);
    deferred.forEach(
        (name, value) -> {
          if (referred.getOrDefault(name, Integer.MAX_VALUE) < pieces) {
            values.add(value);
          }
        });
    return AuthenticatedToken.digest(String.join("\n", values));
  }
}
