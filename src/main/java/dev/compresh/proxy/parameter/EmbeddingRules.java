package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.provider.catalogue.CatalogueEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of OpenAI's embeddings. */
final class EmbeddingRules {
  /** Inputs of one request at most. */
  private static final int MOST = 2_048;

  private EmbeddingRules() {}

  /** Those that {@code entry} takes. */
  static ParameterRules build(CatalogueEntry entry) {
    int most = entry.facts().maxOutput();
    return new ParameterRules()
        .must("model", FieldRule.TEXT)
        .must("input", EmbeddingRules::input)
        .may("encoding_format", FieldRule.word("float", "base64"))
        .may("dimensions", FieldRule.integer(1, most > 0 ? most : Integer.MAX_VALUE))
        .may("user", FieldRule.TEXT)
        .may(entry.parameters());
  }

  /** A text, texts, tokens, or lists of tokens. */
  private static @Nullable ParameterViolation input(BodyField bodyField, String at) {
    if (bodyField.is(BodyField.FieldKind.STRING)) {
      return bodyField.value().length() > 2
          ? null
          : ParameterViolation.value(at, "must not be empty.");
    }
    List<BodyField> items = bodyField.items();
    if (items.isEmpty()) {
      return ParameterViolation.value(
          at, "must be a string, or an array of strings, of tokens or of arrays of tokens.");
    }
    BodyField.FieldKind fieldKind = items.getFirst().kind();
    if (fieldKind != BodyField.FieldKind.NUMBER && items.size() > MOST) {
      return ParameterViolation.value(at, "must contain at most " + MOST + ".");
    }
    for (int i = 0; i < items.size(); i++) {
      BodyField item = items.get(i);
      boolean fits =
          item.is(fieldKind)
              && switch (fieldKind) {
                case STRING -> item.value().length() > 2;
                case NUMBER -> token(item);
                case ARRAY -> tokens(item);
                default -> false;
              };
      if (!fits) {
        return ParameterViolation.value(
            at + "[" + i + "]",
            "must have the same type as the other items: a string, a token or an array of tokens.");
      }
    }
    return null;
  }

  private static boolean tokens(BodyField array) {
    List<BodyField> items = array.items();
    return !items.isEmpty() && items.stream().allMatch(EmbeddingRules::token);
  }

  private static boolean token(BodyField item) {
    return item.whole() && item.integer() >= 0;
  }
}
