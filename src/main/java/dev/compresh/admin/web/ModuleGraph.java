package dev.compresh.admin.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows static imports, so that a browser can fetch a module's whole closure at once. */
final class ModuleGraph {
  private ModuleGraph() {}

  /** The modules that {@code entry} needs before it runs, itself first. */
  static List<String> closure(Map<String, byte[]> files, String entry) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(entry));
    while (!open.isEmpty()) {
      String module = open.removeFirst();
      byte[] source = files.get(module);
      if (source != null && seen.add(module)) {
        imports(module, new String(source, StandardCharsets.UTF_8)).forEach(open::addLast);
      }
    }
    return List.copyOf(seen);
  }

  private static List<String> imports(String module, String source) {
    List<String> found = new ArrayList<>();
    int at = source.indexOf("from");
    while (at >= 0) {
      String specifier = specifier(source, at + "from".length());
      if (specifier != null) {
        found.add(resolved(module, specifier));
      }
      at = source.indexOf("from", at + 1);
    }
    return found;
  }

  /** The quoted relative path that begins behind blanks at {@code at}; null for anything else. */
  private static @Nullable String specifier(String source, int at) {
    int start = at;
    while (start < source.length() && source.charAt(start) == ' ') {
      start++;
    }
    if (start >= source.length() || "'\"".indexOf(source.charAt(start)) < 0) {
      return null;
    }
    int end = source.indexOf(source.charAt(start), start + 1);
    String text = end < 0 ? "" : source.substring(start + 1, end);
    return text.startsWith("./") || text.startsWith("../") ? text : null;
  }

  private static String resolved(String module, String specifier) {
    List<String> parts = new ArrayList<>(List.of(module.split("/", -1)));
    parts.removeLast();
    for (String part : specifier.split("/", -1)) {
      if (part.equals("..")) {
        parts.removeLast();
      } else if (!part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
