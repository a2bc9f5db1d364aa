package dev.compresh.promptcache;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Knows how many tokens a prefix must have before Anthropic caches it ("Prompt caching", cache
 * limitations; October 2026): 512 for version 5 and later, except Sonnet 5 (1,024); 1,024 for Opus
 * 4.8, Opus 4 and 4.1 and the older Sonnets; 2,048 for Opus 4.7 and the older Haikus; 4,096 for
 * Opus 4.5 and 4.6 and Haiku 4.5. A shorter prefix is not cached, and no error tells.
 */
public final class CacheMinimum {
  private static final int SMALLEST = 512;
  private static final int SMALL = 1_024;
  private static final int MIDDLE = 2_048;
  private static final int LARGE = 4_096;

  /** Weight of a version's major part. */
  private static final int MAJOR = 100;

  private CacheMinimum() {}

  /** The minimum of {@code model}; that of the newest where it has no version. */
  public static int tokens(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    int at = name.lastIndexOf("claude");
    String rest = at < 0 ? name : name.substring(at + "claude".length());
    int version = version(rest);
    if (version == 0) {
      return rest.contains("instant") || rest.contains("preview") ? MIDDLE : SMALLEST;
    }
    if (rest.contains("sonnet")) {
      return version > 5 * MAJOR ? SMALLEST : SMALL;
    }
    if (version >= 5 * MAJOR) {
      return SMALLEST;
    }
    if (rest.contains("haiku")) {
      return version >= 4 * MAJOR ? LARGE : MIDDLE;
    }
    if (rest.contains("opus")) {
      return opus(version);
    }
    return rest.contains("mythos") ? MIDDLE : LARGE;
  }

  private static int opus(int version) {
    if (version >= 4 * MAJOR + 8 || version < 4 * MAJOR + 5) {
      return SMALL;
    }
    return version == 4 * MAJOR + 7 ? MIDDLE : LARGE;
  }

  /** 405 for {@code -haiku-4-5-20251001}, 305 for {@code -3-5-haiku}; 0 where none appears. */
  private static int version(String rest) {
    List<Integer> numbers = new ArrayList<>();
    int digits = 0;
    int value = 0;
    for (int i = 0; i <= rest.length(); i++) {
      char c = i < rest.length() ? rest.charAt(i) : '-';
      if (c == '@' || c == ':' || c == '[') {
        c = '-';
        rest = rest.substring(0, i);
      }
      if (c >= '0' && c <= '9') {
        digits++;
        value = digits <= 2 ? value * 10 + c - '0' : value;
      } else {
        if (digits > 0 && digits <= 2 && !(i > digits && rest.charAt(i - digits - 1) == 'v')) {
          numbers.add(value);
        }
        digits = 0;
        value = 0;
      }
    }
    if (numbers.isEmpty()) {
      return 0;
    }
    int minor = numbers.size() > 1 ? Math.min(numbers.get(1), MAJOR - 1) : 0;
    return numbers.getFirst() * MAJOR + minor;
  }
}
