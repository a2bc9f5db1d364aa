package dev.compresh.proxy.passthrough;

import dev.compresh.proxy.RequestHead;
import dev.compresh.vendor.ProviderKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that is passed on, as far as its method and path tell.
 *
 * @param below the path below {@code /v1}
 * @param kind whose API it is
 * @param ids segments behind the family that name objects
 * @param costs whether it may cost something that no price is known for
 * @param isList whether it lists what the whole account holds
 * @param isResults whether the answer may be the results of a batch
 */
record PassThroughRoute(
    PassThroughFamily family,
    String below,
    ProviderKind kind,
    List<String> ids,
    boolean costs,
    boolean isList,
    boolean isResults) {
  private static final String ROOT = "/v1/";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /**
   * Never passed on: what manages the provider's account, and what gives out keys with which others
   * could use it unseen.
   */
  private static final Set<String> CLOSED =
      Set.of(
          "organization",
          "organizations",
          "projects",
          "admin",
          "dashboard",
          "usage",
          "realtime",
          "oauth",
          "models",
          "key",
          "health");

  /** Returns null where nothing is passed on at that path. */
  static @Nullable PassThroughRoute find(RequestHead head, boolean isUnknownAllowed) {
    String path = head.path();
    if (!path.startsWith(ROOT) || !METHODS.contains(head.method())) {
      return null;
    }
    String[] segments = path.substring(ROOT.length()).split("/", -1);
    for (String segment : segments) {
      if (!isPlain(segment)) {
        return null;
      }
    }
    if (CLOSED.contains(segments[0])) {
      return null;
    }
    PassThroughFamily family = family(path.substring(ROOT.length()));
    boolean unknown = family == PassThroughFamily.OTHER;
    int beginning = unknown ? 1 : family.path().split("/", -1).length;
    boolean alone = segments.length == beginning;
    boolean reads = head.method().equals("GET") || head.method().equals("HEAD");
    if ((unknown && !isUnknownAllowed)
        || (family == PassThroughFamily.RESPONSES && alone)
        || (family == PassThroughFamily.STORED_CHATS && alone)) {
      return null;
    }
    List<String> ids =
        List.of(segments).subList(beginning, segments.length).stream()
            .filter(ObjectIds::isId)
            .toList();
    String last = segments[segments.length - 1];
    ProviderKind own = family.kind();
    return new PassThroughRoute(
        family,
        path.substring(ROOT.length() - 1),
        own == null ? kind(head) : own,
        ids,
        family.costs() && head.method().equals("POST") && !last.equals("cancel"),
        reads && alone && family.lists(),
        reads && (last.equals("results") || last.equals("content")));
  }

  /** The label of the family at {@code path}; null where it has none. */
  static @Nullable String label(String path) {
    if (!path.startsWith(ROOT)) {
      return null;
    }
    PassThroughFamily family = family(path.substring(ROOT.length()));
    return family == PassThroughFamily.OTHER ? null : family.label();
  }

  private static PassThroughFamily family(String below) {
    for (PassThroughFamily family : PassThroughFamily.values()) {
      String path = family.path();
      boolean here =
          family != PassThroughFamily.OTHER
              && below.startsWith(path)
              && (below.length() == path.length() || below.charAt(path.length()) == '/');
      if (here) {
        return family;
      }
    }
    return PassThroughFamily.OTHER;
  }

  private static ProviderKind kind(RequestHead head) {
    return head.headers().first("anthropic-version") != null
        ? ProviderKind.ANTHROPIC
        : ProviderKind.OPENAI;
  }

  /** Dots, escapes and empty segments may mean another path to the provider than to us. */
  private static boolean isPlain(String segment) {
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && segment
            .chars()
            .allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || "-_.:@~".indexOf(c) >= 0);
  }
}
