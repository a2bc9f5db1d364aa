package dev.compresh.token;

/**
 * Gemini's older rule and that of models like it: so many tokens for each crop of a picture, one
 * for a small picture.
 *
 * @param small edge in pixels up to which a picture is one crop
 * @param crop edge of a crop in pixels
 * @param tokens of a crop
 * @param most crops at most
 * @param overview whether the whole picture counts as one crop more
 */
record CropTokens(int small, int crop, int tokens, int most, boolean overview)
    implements ImageTokens {

  @Override
  public long count(int width, int height, String detail) {
    if (width <= small && height <= small) {
      return tokens;
    }
    long across = (width + crop - 1L) / crop;
    long down = (height + crop - 1L) / crop;
    return tokens * (Math.min(most, across * down) + (overview ? 1 : 0));
  }
}
