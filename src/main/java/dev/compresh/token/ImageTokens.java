package dev.compresh.token;

/**
 * How many tokens a model takes a picture for, by the rule of its vendor. Rules and their sources
 * are listed in docs/operations.md ("Media").
 */
sealed interface ImageTokens permits PatchTokens, TileTokens, CropTokens, FlatTokens {

  /**
   * Tokens of a picture.
   *
   * @param width pixels, at least 1
   * @param height pixels, at least 1
   * @param detail what the client asks for; empty where it asks for none
   */
  long count(int width, int height, String detail);
}
