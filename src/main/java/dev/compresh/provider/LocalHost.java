package dev.compresh.provider;

import java.util.List;

/**
 * Tells from a host as the operator wrote it whether a private network is meant. Only plain
 * spellings count; the odd ones (one number, octal, IPv4 inside IPv6) are left to the check of the
 * address when connecting, which then refuses them.
 */
final class LocalHost {
  /** Names that public DNS never answers (RFC 6761, 6762, 8375, 9476 and common usage). */
  private static final List<String> SUFFIXES =
      List.of(".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test");

  private LocalHost() {}

  static boolean is(String host) {
    if (host.indexOf(':') >= 0) {
      return host.equals("::1") || host.startsWith("fc") || host.startsWith("fd");
    }
    int[] octets = octets(host);
    if (octets.length == 4) {
      return switch (octets[0]) {
        case 127, 10 -> true;
        case 172 -> octets[1] >= 16 && octets[1] < 32;
        case 192 -> octets[1] == 168;
        default -> false;
      };
    }
    // A single label is a name of the local network: a container, a machine next door.
    boolean label = host.indexOf('.') < 0 && !Character.isDigit(host.charAt(0));
    return label || SUFFIXES.stream().anyMatch(host::endsWith);
  }

  /** Four numbers, or an empty array where {@code host} is no plain IPv4 address. */
  private static int[] octets(String host) {
    String[] words = host.split("\\.", -1);
    int[] octets = new int[4];
    if (words.length != 4) {
      return new int[0];
    }
    for (int i = 0; i < 4; i++) {
      String word = words[i];
      boolean plain =
          !word.isEmpty()
              && word.length() <= 3
              && word.chars().allMatch(c -> c >= '0' && c <= '9')
              && (word.length() == 1 || word.charAt(0) != '0');
      if (!plain || Integer.parseInt(word) > 255) {
        return new int[0];
      }
      octets[i] = Integer.parseInt(word);
    }
    return octets;
  }
}
