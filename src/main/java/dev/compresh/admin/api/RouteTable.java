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
  private static final class RouteNode {
    final Map<String, RouteNode> fixed = new HashMap<>();
    final Map<String, AdminRoute> byMethod = new HashMap<>();
    @Nullable RouteNode placeholder;
  }

  /**
   * The routes of one path.
   *
   * @param routes by method
   * @param values of the placeholders, in order
   */
  private record RoutePlace(Map<String, AdminRoute> routes, List<String> values) {}

  /** A route and the values of its placeholders by name. */
  record RouteMatch(AdminRoute route, Map<String, String> path) {}

  private final RouteNode root = new RouteNode();
  private final List<AdminRoute> routes;

  /**
   * @throws IllegalArgumentException for two routes of one method and path
   */
  RouteTable(List<AdminRoute> routes) {
    this.routes = List.copyOf(routes);
    Set<String> seen = new HashSet<>();
    for (AdminRoute adminRoute : routes) {
      if (!seen.add(adminRoute.id().replaceAll("\\{[a-z_]*\\}", "{}"))) {
        throw new IllegalArgumentException("declared twice: " + adminRoute.id());
      }
      RouteNode routeNode = root;
      for (String segment : segments(adminRoute.path())) {
        if (placeholder(segment)) {
          RouteNode next = routeNode.placeholder == null ? new RouteNode() : routeNode.placeholder;
          routeNode.placeholder = next;
          routeNode = next;
        } else {
          routeNode = routeNode.fixed.computeIfAbsent(segment, _ -> new RouteNode());
        }
      }
      routeNode.byMethod.put(adminRoute.method(), adminRoute);
    }
  }

  List<AdminRoute> routes() {
    return routes;
  }

  /** The route of that method; null where the path or the method is not known. */
  @Nullable RouteMatch find(String method, String path) {
    RoutePlace routePlace = place(path);
    AdminRoute adminRoute = routePlace == null ? null : routePlace.routes().get(method);
    if (routePlace == null || adminRoute == null) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    int next = 0;
    for (String segment : segments(adminRoute.path())) {
      if (placeholder(segment)) {
        values.put(segment.substring(1, segment.length() - 1), routePlace.values().get(next++));
      }
    }
    return new RouteMatch(adminRoute, values);
  }

  /** The methods of a path; empty where it is not known. */
  Set<String> methods(String path) {
    RoutePlace routePlace = place(path);
    return routePlace == null ? Set.of() : new TreeSet<>(routePlace.routes().keySet());
  }

  private @Nullable RoutePlace place(String path) {
    List<String> values = new ArrayList<>();
    RouteNode routeNode = root;
    for (String segment : segments(path)) {
      RouteNode next = routeNode.fixed.get(segment);
      if (next == null) {
        String value = decoded(segment);
        next = value == null || value.isEmpty() ? null : routeNode.placeholder;
        if (next == null || value == null) {
          return null;
        }
        values.add(value);
      }
      routeNode = next;
    }
    return routeNode.byMethod.isEmpty() ? null : new RoutePlace(routeNode.byMethod, values);
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
