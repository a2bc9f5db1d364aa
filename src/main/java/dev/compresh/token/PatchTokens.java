package dev.compresh.token;

/**
 * One token for each patch of a picture, which is scaled down where it has too many.
 *
 * @param patch side of a patch in pixels
 * @param permille tokens for each thousand patches
 * @param edge the longest edge in pixels, 0 for none
 * @param whole patches at most where no detail is asked for
 * @param high patches at most at high detail
 * @param original patches at most in the original size
 */
record PatchTokens(int patch, int permille, int edge, int whole, int high, int original)
    implements ImageTokens {
  /** A picture of low detail is one of 512 × 512 pixels. */
  private static final int LOW_EDGE = 512;

  /** The same bound whatever detail is asked for. */
  static PatchTokens count(int patch, int permille, int edge, int most) {
    return new PatchTokens(patch, permille, edge, most, most, most);
  }

  @Override
  public long count(int width, int height, String detail) {
    int most =
        switch (detail) {
          case "low" -> Math.min(whole, (LOW_EDGE / patch) * (LOW_EDGE / patch));
          case "high" -> high;
          case "original" -> original;
          default -> whole;
        };
    long patches = patches(width, height, most);
    return (patches * permille + 999) / 1_000;
  }

  private long patches(int width, int height, int most) {
    double scale = edge == 0 ? 1 : Math.min(1, (double) edge / Math.max(width, height));
    double wide = Math.max(1, width * scale);
    double high = Math.max(1, height * scale);
    long patches = (long) (Math.ceil(wide / patch) * Math.ceil(high / patch));
    if (patches <= most) {
      return patches;
    }
    double shrunk = Math.sqrt((double) patch * patch * most / (wide * high));
    double across = wide * shrunk / patch;
    double down = high * shrunk / patch;
    double fit = Math.min(Math.floor(across) / across, Math.floor(down) / down);
    // A strip thinner than a patch still has one.
    double kept = fit > 0 ? fit : 1;
    return Math.min(most, (long) (Math.ceil(across * kept) * Math.ceil(down * kept)));
  }
}
