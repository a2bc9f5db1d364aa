package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.wire.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of OpenAI's embeddings. */
final class EmbeddingRules {
  /** Inputs of one request at most. */
  private static final int MOST = 2_048;

  private EmbeddingRules() {}

  /** Those that {@code entry} takes. */
  static Rules of(CatalogueEntry entry) {
    int most = entry.facts().maxOutput();
    return new Rules()
        .must("model", Rule.TEXT)
        .must("input", EmbeddingRules::input)
        .may("encoding_format", Rule.word("float", "base64"))
        .may("dimensions", Rule.integer(1, most > 0 ? most : Integer.MAX_VALUE))
        .may("user", Rule.TEXT)
        .may(entry.parameters());
  }

  /** A text, texts, tokens, or lists of tokens. */
  private static @Nullable Violation input(Field field, String at) {
    if (field.is(Field.Kind.STRING)) {
      return field.value().length() > 2 ? null : Violation.value(at, "must not be empty.");
    }
    List<Field> items = field.items();
    if (items.isEmpty()) {
      return Violation.value(
          at, "must be a string, or an array of strings, of tokens or of arrays of tokens.");
    }
    Field.Kind kind = items.getFirst().kind();
    if (kind != Field.Kind.NUMBER && items.size() > MOST) {
      return Violation.value(at, "must hold at most " + MOST + ".");
    }
    for (int i = 0; i < items.size(); i++) {
      Field item = items.get(i);
      boolean fits =
          item.is(kind)
              && switch (kind) {
                case STRING -> item.value().length() > 2;
                case NUMBER -> token(item);
                case ARRAY -> tokens(item);
                default -> false;
              };
      if (!fits) {
        return Violation.value(
            at + "[" + i + "]", "must be like the others: a text, a token, or a list of tokens.");
      }
    }
    return null;
  }

  private static boolean tokens(Field array) {
    List<Field> items = array.items();
    return !items.isEmpty() && items.stream().allMatch(EmbeddingRules::token);
  }

  private static boolean token(Field item) {
    return item.whole() && item.integer() >= 0;
  }
}
