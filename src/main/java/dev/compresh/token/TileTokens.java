package dev.compresh.token;

/**
 * OpenAI's older rule: a base and so much for each tile of 512 pixels, the picture being scaled to
 * 2,048 pixels and then to 768 on its shorter side.
 *
 * @param base tokens of any picture, and all at low detail
 * @param tile tokens of a tile
 */
record TileTokens(int base, int tile) implements ImageTokens {
  private static final int TILE = 512;
  private static final double LONGEST = 2_048;
  private static final double SHORTER = 768;

  @Override
  public long count(int width, int height, String detail) {
    if (detail.equals("low")) {
      return base;
    }
    double fit = Math.min(1, LONGEST / Math.max(width, height));
    fit = Math.min(fit, SHORTER / Math.min(width, height));
    long across = (long) Math.ceil(Math.max(1, width * fit) / TILE);
    long down = (long) Math.ceil(Math.max(1, height * fit) / TILE);
    return base + across * down * tile;
  }
}
