package dev.compresh.proxy;

import dev.compresh.dialect.Prompt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Knows how long a provider's cache keeps a prompt's prefix since its last use, at most: who takes
 * a cache for cold that is warm pays for a rewriting. Versions are floors, so that models that come
 * later are covered.
 *
 * <ul>
 *   <li>Anthropic, "Prompt caching": 5 minutes, 1 hour where a breakpoint says {@code "ttl":"1h"}.
 *   <li>OpenAI, "Prompt caching": 30 minutes from GPT-5.6 on, up to an hour before; what {@code
 *       prompt_cache_retention} says.
 *   <li>Google, implicit caching: not known, taken for an hour. DeepSeek, "Context caching": hours
 *       to days.
 * </ul>
 */
final class CacheLife {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HALF_DAY = Duration.ofHours(12);
  private static final Duration DAY = Duration.ofHours(24);

  /** GPT from this version on keeps prefixes for half an hour after a write. */
  private static final int GPT_HALF_HOUR = 506;

  /** Numbers with more digits are dates, not versions. */
  private static final int VERSION_DIGITS = 2;

  private static final byte[] ONE_HOUR = "\"1h\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RETENTION =
      "\"prompt_cache_retention\"".getBytes(StandardCharsets.US_ASCII);

  private final Duration configured;

  /**
   * @param configured the life to take for every provider; zero for what is known of each
   */
  CacheLife(Duration configured) {
    this.configured = configured;
  }

  /** Returns how long {@code model}'s provider keeps {@code prompt}'s prefix. */
  Duration lifetime(String model, Prompt prompt) {
    if (!configured.isZero()) {
      return configured;
    }
    String name = model.toLowerCase(Locale.ROOT);
    if (name.contains("claude")) {
      return stands(prompt.body(), ONE_HOUR) ? HOUR : SHORT;
    }
    if (name.contains("deepseek")) {
      return DAY;
    }
    if (name.contains("gpt-") || name.startsWith("o")) {
      Duration asked = retention(prompt.body());
      return asked.isZero() ? gptVersion(name) >= GPT_HALF_HOUR ? HALF_HOUR : HOUR : asked;
    }
    return name.contains("gemini") ? HOUR : SHORT;
  }

  private static Duration retention(byte[] body) {
    int at = find(body, RETENTION);
    if (at < 0) {
      return Duration.ZERO;
    }
    int end = Math.min(body.length, at + RETENTION.length + 16);
    String value =
        new String(
            body, at + RETENTION.length, end - at - RETENTION.length, StandardCharsets.UTF_8);
    return value.contains("\"24h\"") ? DAY : value.contains("\"12h\"") ? HALF_DAY : Duration.ZERO;
  }

  /** 506 for {@code gpt-5.6-sol}; 0 where no version appears. */
  private static int gptVersion(String name) {
    int at = name.indexOf("gpt-");
    String[] numbers = at < 0 ? new String[0] : name.substring(at + 4).split("[.-]", 3);
    int major = numbers.length > 0 ? number(numbers[0]) : 0;
    boolean dotted = numbers.length > 1 && name.startsWith(numbers[0] + ".", at + 4);
    return 100 * major + (dotted ? number(numbers[1]) : 0);
  }

  private static int number(String digits) {
    boolean digitsOnly =
        !digits.isEmpty()
            && digits.length() <= VERSION_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return digitsOnly ? Integer.parseInt(digits) : 0;
  }

  private static boolean stands(byte[] body, byte[] text) {
    return find(body, text) >= 0;
  }

  private static int find(byte[] body, byte[] text) {
    for (int i = 0; i <= body.length - text.length; i++) {
      if (body[i] == text[0] && Arrays.equals(body, i, i + text.length, text, 0, text.length)) {
        return i;
      }
    }
    return -1;
  }
}
