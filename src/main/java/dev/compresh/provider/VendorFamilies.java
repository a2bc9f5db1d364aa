package dev.compresh.provider;

import java.util.List;
import java.util.Optional;

/** Finds the vendor of a model by the beginning of its name. */
final class VendorFamilies {
  private static final List<String> OPENAI =
      List.of("gpt-", "chatgpt-", "text-embedding-", "codex-", "computer-use-", "ft:gpt-", "ft:o");

  private VendorFamilies() {}

  static Optional<ProviderKind> findVendor(String model) {
    if (model.startsWith("claude")) {
      return Optional.of(ProviderKind.ANTHROPIC);
    }
    // OpenAI's open-weight models are served by others only.
    if (model.startsWith("gpt-oss")) {
      return Optional.empty();
    }
    boolean reasoning =
        model.length() >= 2 && model.charAt(0) == 'o' && Character.isDigit(model.charAt(1));
    return reasoning || OPENAI.stream().anyMatch(model::startsWith)
        ? Optional.of(ProviderKind.OPENAI)
        : Optional.empty();
  }
}
