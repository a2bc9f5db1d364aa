package dev.compresh.proxy;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * A path that begins with a key of Compresh ({@code /k/comp_…/v1/messages}), for clients that need
 * their headers for a credential of their own. The key is taken out before anything sees the path.
 *
 * @param path what comes after the key
 * @param headers the request's, with the key among them
 */
public record KeyedPath(String path, Headers headers) {
  private static final String ROOT = "/k/";

  /** Takes the key out of {@code path} where it begins with one. */
  public static KeyedPath of(String path, Headers headers) {
    if (!path.startsWith(ROOT)) {
      return new KeyedPath(path, headers);
    }
    int slash = path.indexOf('/', ROOT.length());
    int end = slash < 0 ? path.length() : slash;
    List<Header> lines = new ArrayList<>(headers.size() + 1);
    headers.forEach(lines::add);
    lines.add(new Header("x-compresh-key", path.substring(ROOT.length(), end)));
    return new KeyedPath(slash < 0 ? "/" : path.substring(end), new Headers(lines));
  }
}
