package dev.compresh.dialect;

import java.util.Locale;

/** Names a figure of a provider's usage that cannot be charged as it is, and why. */
public enum UsageDoubt {
  /** The answer reports no usage at all. */
  USAGE_MISSING,
  INPUT_MISSING,
  INPUT_NEGATIVE,
  /** No input is reported for a prompt that has some. */
  INPUT_ZERO,
  /** More input than the model's window, or than the request can be. */
  INPUT_TOO_LARGE,
  OUTPUT_MISSING,
  OUTPUT_NEGATIVE,
  /** No output is reported for text that was delivered. */
  OUTPUT_ZERO,
  /** More output than the model gives, or than the request allows. */
  OUTPUT_TOO_LARGE,
  /** A part of a token is reported: the figure is rounded. */
  NOT_WHOLE,
  /** More cached tokens than the prompt has, or fewer than none. */
  CACHE_IMPOSSIBLE,
  /** More tokens of another model (an advisor, a fallback) than its runs can have. */
  OTHERS_TOO_LARGE,
  /** More calls of tools than a request makes, or fewer than none. */
  TOOLS_IMPOSSIBLE,
  /** Reasoning that nobody saw is taken from what was held for the answer. */
  REASONING_HIDDEN;

  /** The name in metrics, logs and the store. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether input tokens have to be estimated for it. */
  public boolean isInput() {
    return name().startsWith("INPUT");
  }

  /** Returns whether output tokens have to be estimated for it. */
  public boolean isOutput() {
    return name().startsWith("OUTPUT");
  }
}
