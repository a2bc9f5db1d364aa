package dev.compresh.admin.web;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers browsers with the dashboard: its page at every address that isn't the API's, and the
 * files which that page loads.
 */
public final class WebFiles {
  private static final String ASSETS = "/assets/";

  /** The page's own lines: nothing from another origin, nothing inline, nothing framed. */
  private static final Headers GUARDS =
      Headers.of(
          "content-security-policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
              + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types"
              + " 'none'",
          "permissions-policy",
          "camera=(), microphone=(), geolocation=(), payment=()",
          "cross-origin-opener-policy",
          "same-origin");

  private @Nullable WebBundle loaded;

  /** Read at the first request, so that a start need not wait for it. */
  private synchronized WebBundle bundle() {
    WebBundle present = loaded;
    if (present == null) {
      present = WebBundle.load();
      loaded = present;
    }
    return present;
  }

  /** The answer, without the lines that all answers of the port have; null where it is not its. */
  public @Nullable LocalReply answer(RequestHead head) {
    if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
      return null;
    }
    String path = head.path();
    if (path.startsWith(ASSETS)) {
      WebFile file = bundle().find(path);
      return file == null
          ? new LocalReply(
              404, withHeader("text/plain; charset=utf-8", "no-store", List.of()), new byte[0])
          : whole(head, file, "public, max-age=31536000, immutable", List.of());
    }
    if (path.equals("/favicon.ico") || path.equals("/favicon.svg")) {
      WebFile logo = bundle().logo();
      return logo == null ? null : whole(head, logo, "public, max-age=86400", List.of());
    }
    return path.equals("/") || (!isReserved(path) && wantsPage(head)) ? page(head) : null;
  }

  private LocalReply page(RequestHead head) {
    WebBundle now = bundle();
    List<Header> more = new ArrayList<>();
    more.add(new Header("etag", now.tag()));
    GUARDS.forEach(more::add);
    // What is not sent again takes over these lines too: its policy has to be the page's.
    return now.tag().equals(head.headers().first("if-none-match"))
        ? new LocalReply(304, withHeader(now.index().type(), "no-cache", more), new byte[0])
        : whole(head, now.index(), "no-cache", more);
  }

  private static boolean isReserved(String path) {
    return path.startsWith("/admin/") || path.startsWith("/v1/") || path.startsWith("/health");
  }

  private static boolean wantsPage(RequestHead head) {
    String accept = head.headers().first("accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }

  private static LocalReply whole(RequestHead head, WebFile file, String cache, List<Header> more) {
    WebFile.EncodedFile encodedFile = file.encodedFor(head.headers());
    List<Header> lines = new ArrayList<>(more);
    lines.add(new Header("vary", "Accept-Encoding"));
    if (encodedFile.encoding() != WebFile.FileEncoding.PLAIN) {
      lines.add(new Header("content-encoding", encodedFile.encoding().token()));
    }
    return new LocalReply(200, withHeader(file.type(), cache, lines), encodedFile.bytes());
  }

  private static Headers withHeader(String type, String cache, List<Header> more) {
    List<Header> lines = new ArrayList<>(more);
    lines.add(new Header("content-type", type));
    lines.add(new Header("cache-control", cache));
    return new Headers(lines);
  }
}
