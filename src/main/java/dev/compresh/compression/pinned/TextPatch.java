package dev.compresh.compression.pinned;

import java.util.List;

/**
 * A text written as pieces of another text and what is between them. Compressed tool results are
 * mostly lines of their originals, so a patch is short and holds little text.
 */
public record TextPatch(List<PatchPiece> pieces) {

  /** A piece of the changed text. */
  public sealed interface PatchPiece {}

  /**
   * Characters of the original.
   *
   * @param from offset of the first one, in UTF-16 units
   * @param length how many
   */
  public record CopiedText(int from, int length) implements PatchPiece {}

  /** Characters that are new. */
  public record InsertedText(String text) implements PatchPiece {}

  public TextPatch {
    pieces = List.copyOf(pieces);
  }

  /** The patch that makes {@code changed} out of {@code original}. */
  public static TextPatch diff(String original, String changed) {
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
    for (PatchPiece patchPiece : pieces) {
      switch (patchPiece) {
        case CopiedText copiedText -> {
          if (copiedText.from() < 0
              || copiedText.length() < 0
              || copiedText.from() > original.length() - copiedText.length()) {
            throw new IllegalArgumentException("the patch was made for another text");
          }
          text.append(original, copiedText.from(), copiedText.from() + copiedText.length());
        }
        case InsertedText insertedText -> text.append(insertedText.text());
      }
    }
    return text.toString();
  }
}
