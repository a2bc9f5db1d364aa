package dev.compresh.gateway.http;

import dev.compresh.http.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Fields that speak of one connection only and are not passed on (RFC 9110, section 7.6.1). */
public final class HopByHop {
  private HopByHop() {}

  /** Returns whether {@code name} is such a field. */
  public static boolean is(String name) {
    return switch (name.length()) {
      case 2 -> name.equalsIgnoreCase("te");
      case 6 -> name.equalsIgnoreCase("expect");
      case 7 -> name.equalsIgnoreCase("trailer") || name.equalsIgnoreCase("upgrade");
      case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
      case 14 -> name.equalsIgnoreCase("http2-settings");
      case 16 -> name.equalsIgnoreCase("proxy-connection");
      case 17 -> name.equalsIgnoreCase("transfer-encoding");
      case 18 -> name.equalsIgnoreCase("proxy-authenticate");
      case 19 -> name.equalsIgnoreCase("proxy-authorization");
      default -> false;
    };
  }

  /** {@code lines} without those of one connection and those that {@code connections} name. */
  static List<Header> filter(List<Header> lines, List<String> connections) {
    List<String> named = options(connections);
    List<Header> kept = new ArrayList<>(lines.size());
    for (Header line : lines) {
      if (!is(line.name()) && !contains(named, line.name())) {
        kept.add(line);
      }
    }
    return kept;
  }

  /** Returns whether the {@code Connection} values name {@code option}. */
  static boolean names(List<String> connections, String option) {
    for (String value : connections) {
      if (value.equalsIgnoreCase(option)) {
        return true;
      }
    }
    return contains(options(connections), option);
  }

  private static boolean contains(List<String> options, String name) {
    for (String option : options) {
      if (option.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> options(List<String> connections) {
    if (connections.isEmpty() || (connections.size() == 1 && usual(connections.getFirst()))) {
      return List.of();
    }
    List<String> options = new ArrayList<>();
    for (String value : connections) {
      StringTokenizer tokens = new StringTokenizer(value, ", \t");
      while (tokens.hasMoreTokens()) {
        options.add(tokens.nextToken());
      }
    }
    return options;
  }

  private static boolean usual(String value) {
    return value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close");
  }
}
