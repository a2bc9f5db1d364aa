package dev.compresh.token;

/**
 * Counts the tokens of a picture by the rule of a model's vendor. Rules and their sources are
 * listed in docs/operations.md ("Media").
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
