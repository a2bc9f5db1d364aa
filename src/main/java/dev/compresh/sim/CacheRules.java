package dev.compresh.sim;

import java.time.Duration;
import java.util.Locale;

/**
 * The rules of a model's prompt cache.
 *
 * @param style how prefixes get into it
 * @param minimum tokens below which nothing is cached
 * @param step whole steps of so many tokens are read
 * @param life how long an entry lives that no request set a life for; zero for the provider's own
 */
record CacheRules(CacheStyle style, int minimum, int step, Duration life) {

  /** The way in which prefixes get into a cache. */
  enum CacheStyle {
    /** Anthropic: at breakpoints that the client sets. */
    WRITTEN,
    /** OpenAI up to GPT-5.5, and others: every prefix, by itself. */
    AUTOMATIC,
    /**
     * OpenAI from GPT-5.6 on: at the latest message and at breakpoints that the client sets; writes
     * have a price, and a prefix is found at a breakpoint or not at all.
     */
    BREAKPOINTS,
    /** Google: every prefix, by itself, and one in some is not found all the same. */
    IMPLICIT
  }

  private static final int SMALL = 1_024;
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final int OPENAI_STEP = 128;

  /** GPT from this version on; 506 for 5.6. */
  private static final int BREAKPOINTS_FROM = 506;

  static CacheRules of(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    if (name.contains("claude")) {
      return new CacheRules(CacheStyle.WRITTEN, claude(ClaudeModel.of(name)), 1, Duration.ZERO);
    }
    if (name.contains("gemini")) {
      int minimum = name.contains("gemini-2") ? 2_048 : 4_096;
      return new CacheRules(CacheStyle.IMPLICIT, minimum, 1, Duration.ZERO);
    }
    return gpt(name) >= BREAKPOINTS_FROM
        ? new CacheRules(CacheStyle.BREAKPOINTS, SMALL, 1, HALF_HOUR)
        : new CacheRules(CacheStyle.AUTOMATIC, SMALL, OPENAI_STEP, Duration.ZERO);
  }

  /** As "Prompt caching" lists them; what it does not list is taken for 1,024. */
  private static int claude(ClaudeModel model) {
    int version = model.version();
    return switch (model.family()) {
      case "sonnet" -> version >= 505 ? 512 : SMALL;
      case "haiku" -> version >= 505 ? 512 : version >= 400 ? 4_096 : 2_048;
      case "opus" ->
          switch (version) {
            case 405, 406 -> 4_096;
            case 407 -> 2_048;
            default -> version >= 500 ? 512 : SMALL;
          };
      case "fable", "mythos" -> version >= 500 ? 512 : 2_048;
      default -> SMALL;
    };
  }

  /** 506 for {@code gpt-5.6-sol}, 600 for {@code gpt-6-luna}; 0 for others. */
  private static int gpt(String name) {
    int at = name.indexOf("gpt-");
    if (at < 0) {
      return 0;
    }
    String[] parts = name.substring(at + "gpt-".length()).split("[^0-9.]", 2)[0].split("\\.", 3);
    int major = number(parts[0]);
    return major * 100 + (parts.length > 1 ? number(parts[1]) : 0);
  }

  private static int number(String digits) {
    return digits.isEmpty() || digits.length() > 2 ? 0 : Integer.parseInt(digits);
  }
}
