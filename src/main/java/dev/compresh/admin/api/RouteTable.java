package dev.compresh.admin.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds routes by paths. A fixed segment goes before a placeholder; paths are compared exactly, so
 * the path that is checked is the path that is served.
 */
final class RouteTable {
  private static final class Node {
    final Map<String, Node> fixed = new HashMap<>();
    final Map<String, Route> byMethod = new HashMap<>();
    @Nullable Node placeholder;
  }

  /**
   * What a path leads to.
   *
   * @param routes by method
   * @param values of the placeholders, in order
   */
  private record Place(Map<String, Route> routes, List<String> values) {}

  /** A route and the values of its placeholders by name. */
  record Match(Route route, Map<String, String> path) {}

  private final Node root = new Node();
  private final List<Route> routes;

  /**
   * @throws IllegalArgumentException for two routes of one method and path
   */
  RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    Set<String> seen = new HashSet<>();
    for (Route route : routes) {
      if (!seen.add(route.id().replaceAll("\\{[a-z_]*\\}", "{}"))) {
        throw new IllegalArgumentException("declared twice: " + route.id());
      }
      Node node = root;
      for (String segment : segments(route.path())) {
        if (placeholder(segment)) {
          Node next = node.placeholder == null ? new Node() : node.placeholder;
          node.placeholder = next;
          node = next;
        } else {
          node = node.fixed.computeIfAbsent(segment, _ -> new Node());
        }
      }
      node.byMethod.put(route.method(), route);
    }
  }

  List<Route> routes() {
    return routes;
  }

  /** The route of that method; null where the path or the method is not known. */
  @Nullable Match find(String method, String path) {
    Place place = place(path);
    Route route = place == null ? null : place.routes().get(method);
    if (place == null || route == null) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    int next = 0;
    for (String segment : segments(route.path())) {
      if (placeholder(segment)) {
        values.put(segment.substring(1, segment.length() - 1), place.values().get(next++));
      }
    }
    return new Match(route, values);
  }

  /** The methods of a path; empty where it is not known. */
  Set<String> methods(String path) {
    Place place = place(path);
    return place == null ? Set.of() : new TreeSet<>(place.routes().keySet());
  }

  private @Nullable Place place(String path) {
    List<String> values = new ArrayList<>();
    Node node = root;
    for (String segment : segments(path)) {
      Node next = node.fixed.get(segment);
      if (next == null) {
        String value = decoded(segment);
        next = value == null || value.isEmpty() ? null : node.placeholder;
        if (next == null || value == null) {
          return null;
        }
        values.add(value);
      }
      node = next;
    }
    return node.byMethod.isEmpty() ? null : new Place(node.byMethod, values);
  }

  private static String[] segments(String path) {
    return path.split("/", -1);
  }

  private static boolean placeholder(String segment) {
    return segment.startsWith("{");
  }

  /** {@code text} with percent escapes undone; null where one is broken or it is no UTF-8. */
  static @Nullable String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
        if (low < 0) {
          return null;
        }
        out.put((byte) (high << 4 | low));
        i += 2;
      } else {
        out.put(raw[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
