package dev.compresh.admin.api;

import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHead;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which names the administration port may be called, and from where. A page of a stranger whose
 * name is made to point to this machine (DNS rebinding) still sends the stranger's name: it is not
 * among these. Addresses are no names and can't be rebound.
 */
public final class AllowedHosts {
  private final Set<String> names = new HashSet<>(List.of("localhost"));
  private final @Nullable URI publicUrl;
  private final boolean forwarded;
  private final boolean tls;

  /**
   * @param names more names that the port is called by
   * @param publicUrl where browsers reach it, null where nobody said
   * @param forwarded whether a proxy in front tells client and scheme ({@code X-Forwarded-…})
   */
  public AllowedHosts(List<String> names, @Nullable URI publicUrl, boolean forwarded) {
    this(names, publicUrl, forwarded, false);
  }

  /**
   * As above.
   *
   * @param tls whether the port itself speaks TLS
   */
  public AllowedHosts(List<String> names, @Nullable URI publicUrl, boolean forwarded, boolean tls) {
    this.tls = tls;
    names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
    this.publicUrl = publicUrl;
    this.forwarded = forwarded;
    if (publicUrl != null && publicUrl.getHost() != null) {
      this.names.add(publicUrl.getHost().toLowerCase(Locale.ROOT));
    }
  }

  /** Returns whether the {@code Host} is one of ours. */
  boolean known(Headers headers) {
    String host = headers.first("host");
    return host != null && known(host);
  }

  private boolean known(String host) {
    String name = name(host);
    return address(name) || names.contains(name) || name.endsWith(".localhost");
  }

  /** Returns whether it can't be a stranger's name: one of ours, or one without dots. */
  boolean harmless(Headers headers) {
    String host = headers.first("host");
    return host == null || known(host) || name(host).indexOf('.') < 0;
  }

  /**
   * Returns whether a browser says that the request comes from a page of our own, or says nothing,
   * as other programs do.
   */
  boolean sameOrigin(Headers headers) {
    String site = headers.first("sec-fetch-site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = headers.first("origin");
    String host = headers.first("host");
    if (origin == null) {
      return true;
    }
    if (publicUrl != null && origin.equalsIgnoreCase(origin(publicUrl))) {
      return true;
    }
    int scheme = origin.indexOf("://");
    return scheme > 0
        && host != null
        && origin.substring(scheme + 3).equalsIgnoreCase(host)
        && known(host);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  PeerAddress peer(RequestHead head) {
    List<String> chain = head.headers().all("x-forwarded-for");
    boolean proxied = !chain.isEmpty() || head.headers().first("forwarded") != null;
    boolean https = tls || (publicUrl != null && "https".equalsIgnoreCase(publicUrl.getScheme()));
    String address = head.remote();
    if (forwarded && !chain.isEmpty()) {
      // The proxy in front adds the last one, as a line or at the end of one; those before it are
      // what the client claims.
      String line = chain.getLast();
      String last = line.substring(line.lastIndexOf(',') + 1).strip();
      address = last.isEmpty() || last.length() > 64 ? address : last;
    }
    if (forwarded) {
      https |= "https".equalsIgnoreCase(head.headers().first("x-forwarded-proto"));
    }
    return new PeerAddress(address, loopback(head.remote()) && !proxied, https);
  }

  private static boolean loopback(String address) {
    return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
  }

  private static String name(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[")) {
      int end = lower.indexOf(']');
      return end < 0 ? lower : lower.substring(0, end + 1);
    }
    int colon = lower.indexOf(':');
    return colon < 0 ? lower : lower.substring(0, colon);
  }

  private static boolean address(String name) {
    if (name.startsWith("[")) {
      return name.endsWith("]");
    }
    String[] parts = name.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty()
          || part.length() > 3
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }
}
