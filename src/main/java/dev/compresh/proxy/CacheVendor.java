package dev.compresh.proxy;

import dev.compresh.promptcache.CacheMode;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.Provider;
import dev.compresh.vendor.ProviderKind;
import java.util.Locale;

/** The vendor whose rules a candidate's prompt cache follows, as far as requests can control it. */
enum CacheVendor {
  /** Breakpoints in Messages. */
  ANTHROPIC,
  /** {@code prompt_cache_key} and its kin. */
  OPENAI,
  /** Nothing can be said, or nobody knows what is understood. */
  NONE;

  private static final String OPENAI_HOST = "api.openai.com";

  static CacheVendor of(Candidate candidate, ApiEndpoint apiEndpoint) {
    Provider provider = candidate.provider();
    return switch (apiEndpoint) {
      case MESSAGES ->
          provider.kind().hasCacheBreakpoints()
                  && candidate.model().toLowerCase(Locale.ROOT).contains("claude")
              ? ANTHROPIC
              : NONE;
      case CHAT, RESPONSES -> isOpenAi(provider) ? OPENAI : NONE;
      default -> NONE;
    };
  }

  /**
   * Returns whether the provider is OpenAI itself: compatible ones may refuse fields that they
   * don't know.
   */
  private static boolean isOpenAi(Provider provider) {
    String host = provider.origin().host();
    boolean itself = host.equals(OPENAI_HOST) || host.endsWith("." + OPENAI_HOST);
    return provider.kind().equals(ProviderKind.OPENAI)
        && (itself || CacheMode.AUTO.label().equals(provider.cache()));
  }
}
