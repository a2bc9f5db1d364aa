package dev.compresh.provider.catalogue;

import java.util.List;

/** Names of models: what is around the name of a family. */
final class CatalogueModelNames {
  /** Digits of a day, as 20250929. */
  private static final int DATE_DIGITS = 8;

  private static final String FINE_TUNED = "ft:";
  private static final List<String> MARKS = List.of("[", "@");

  private CatalogueModelNames() {}

  /**
   * Cuts off what says nothing of the price: the provider, as in {@code openai/gpt-4o}, the window
   * that a client asks for, as in {@code claude-opus-5-5[1m]}, the day behind {@code @}, and whose
   * fine-tuned model it is, as in {@code ft:gpt-4o-2024-08-06:acme::a1b2}.
   */
  static String bare(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    int end = name.length();
    for (String mark : MARKS) {
      int at = name.indexOf(mark);
      end = at > 0 ? Math.min(end, at) : end;
    }
    int owner = name.startsWith(FINE_TUNED) ? name.indexOf(':', FINE_TUNED.length()) : -1;
    return name.substring(0, owner > 0 ? Math.min(end, owner) : end);
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
