package dev.compresh.compress.pinned;

import java.util.List;

/**
 * A text written as pieces of another text and what stands between them. Compressed tool results
 * are mostly lines of their originals, so a patch is short and holds little text.
 */
public record TextPatch(List<Piece> pieces) {

  /** A piece of the changed text. */
  public sealed interface Piece {}

  /**
   * Characters of the original.
   *
   * @param from offset of the first one, in UTF-16 units
   * @param length how many
   */
  public record Copy(int from, int length) implements Piece {}

  /** Characters that are new. */
  public record Insert(String text) implements Piece {}

  public TextPatch {
    pieces = List.copyOf(pieces);
  }

  /** The patch that makes {@code changed} out of {@code original}. */
  public static TextPatch between(String original, String changed) {
    return new TextPatchBuilder(original).build(changed);
  }

  /**
   * The changed text.
   *
   * @throws IllegalArgumentException if {@code original} is shorter than the one that the patch was
   *     made for
   */
  public String apply(String original) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Copy copy -> {
          if (copy.from() < 0
              || copy.length() < 0
              || copy.from() > original.length() - copy.length()) {
            throw new IllegalArgumentException("the patch was made for another text");
          }
          text.append(original, copy.from(), copy.from() + copy.length());
        }
        case Insert insert -> text.append(insert.text());
      }
    }
    return text.toString();
  }
}
