package dev.compresh.provider.catalogue;

/** Names of models: what stands around the name of a family. */
final class ModelNames {
  /** Digits of a day, as 20250929. */
  private static final int DATE_DIGITS = 8;

  private ModelNames() {}

  /** Without the provider, as in {@code openai/gpt-4o}. */
  static String bare(String model) {
    return model.substring(model.lastIndexOf('/') + 1);
  }

  /** Without {@code -20250929} or {@code -2024-08-06} at its end. */
  static String undated(String id) {
    int digits = 0;
    for (int i = id.length() - 1; i > 0 && digits <= DATE_DIGITS; i--) {
      char c = id.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '-' && digits == DATE_DIGITS) {
        return id.substring(0, i);
      } else if (c != '-') {
        break;
      }
    }
    return id;
  }

  /** Without its last word; empty for a single one. */
  static String shorter(String id) {
    int cut = Math.max(id.lastIndexOf('-'), Math.max(id.lastIndexOf('.'), id.lastIndexOf(':')));
    return cut < 0 ? "" : id.substring(0, cut);
  }
}
