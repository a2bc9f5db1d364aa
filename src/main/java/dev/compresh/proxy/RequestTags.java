package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.http.Headers;
import dev.compresh.usage.UsageTags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tags of a request: those of its key, with those of {@code X-Compresh-Tags} over them.
 */
final class RequestTags {
  static final String HEADER = "X-Compresh-Tags";

  private RequestTags() {}

  /** Returns the problem of the header's tags; null where there is none. */
  static @Nullable ApiError refuse(Headers headers, ApiKey key) {
    try {
      UsageTags.parse(given(headers), key.orgTagNames());
      return null;
    } catch (UsageTags.InvalidTags e) {
      return ApiErrors.parameter("invalid_tags", HEADER, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the tags; those of the key alone where the header can't be accepted. */
  static List<String> parse(Headers headers, ApiKey key) {
    try {
      return UsageTags.merge(defaults(key), UsageTags.parse(given(headers), key.orgTagNames()));
    } catch (UsageTags.InvalidTags e) {
      return defaults(key);
    }
  }

  /** The key's tags, without those whose names the organization no longer allows. */
  private static List<String> defaults(ApiKey key) {
    List<String> names = key.orgTagNames();
    return names.isEmpty()
        ? key.tags()
        : key.tags().stream().filter(tag -> names.contains(tag.split("=", 2)[0])).toList();
  }

  private static @Nullable String given(Headers headers) {
    List<String> lines = headers.all("x-compresh-tags");
    return lines.isEmpty() ? null : String.join(",", lines);
  }
}
