package dev.compresh.token;

/**
 * Newer Gemini models' rule: a picture has the tokens of the resolution asked for, whatever its
 * size.
 */
record FlatTokens(int low, int medium, int whole, int original) implements ImageTokens {

  @Override
  public long count(int width, int height, String detail) {
    return switch (detail) {
      case "low" -> low;
      case "medium" -> medium;
      case "original", "ultra_high" -> original;
      default -> whole;
    };
  }
}
