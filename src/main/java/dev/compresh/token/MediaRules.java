package dev.compresh.token;

import java.util.Locale;

/** Finds the vendor's media rules that apply to a model's name. */
final class MediaRules {
  private static final int PATCH = 32;
  private static final int BUDGET = 1_536;

  private static final MediaTokens CLAUDE =
      new MediaTokens(PatchTokens.count(28, 1_000, 1_568, 1_568), 2_300, 2_300, 25, 300);

  /** Since Opus 4.7 and the fifth generation pictures keep more of their size. */
  private static final MediaTokens CLAUDE_HIGH =
      new MediaTokens(PatchTokens.count(28, 1_000, 2_576, 4_784), 2_500, 2_500, 25, 300);

  private static final MediaTokens GEMINI =
      new MediaTokens(new CropTokens(384, 768, 258, 64, false), 258, 258, 32, 290);
  private static final MediaTokens GEMINI_3 =
      new MediaTokens(new FlatTokens(280, 560, 1_120, 2_240), 560, 1_120, 32, 102);

  private static final MediaTokens GROK =
      new MediaTokens(new CropTokens(448, 448, 256, 6, true), 1_500, 2_000, 25, 300);
  private static final MediaTokens LLAMA =
      new MediaTokens(new CropTokens(336, 336, 144, 16, true), 1_500, 2_000, 25, 300);
  private static final MediaTokens PIXTRAL =
      new MediaTokens(PatchTokens.count(16, 1_020, 1_024, 4_096), 1_500, 2_000, 13, 300);
  private static final MediaTokens MISTRAL =
      new MediaTokens(PatchTokens.count(28, 1_020, 1_540, 3_025), 1_500, 2_000, 13, 300);
  private static final MediaTokens OTHER =
      new MediaTokens(PatchTokens.count(28, 1_000, 0, 2_560), 1_500, 2_000, 25, 300);

  private MediaRules() {}

  static MediaTokens forModel(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    name = name.startsWith("ft:") ? name.substring(3) : name;
    if (name.startsWith("computer-use")) {
      return tiles(65, 129);
    }
    return switch (TokenizerNames.family(model)) {
      case GPT -> openai(name);
      case CLAUDE -> isHighResolution(name) ? CLAUDE_HIGH : CLAUDE;
      case GEMINI ->
          GenerationNumber.parseAfter(name, "gemini-").isAtLeast(3, 0) ? GEMINI_3 : GEMINI;
      case MISTRAL -> MISTRAL;
      case GROK -> GROK;
      case LLAMA -> LLAMA;
      case QWEN, DEEPSEEK, OTHER -> name.contains("pixtral") ? PIXTRAL : OTHER;
    };
  }

  private static boolean isHighResolution(String name) {
    if (name.contains("opus-")) {
      return GenerationNumber.parseAfter(name, "opus-").isAtLeast(4, 7);
    }
    for (String family : new String[] {"sonnet", "haiku"}) {
      if (name.contains(family)) {
        return GenerationNumber.parseAfter(name, family + "-").isAtLeast(5, 0);
      }
    }
    return !name.contains("claude-3") && !name.contains("claude-2") && !name.contains("opus");
  }

  private static MediaTokens openai(String name) {
    GenerationNumber version = GenerationNumber.parseAfter(name, "gpt-");
    if (name.startsWith("gpt-4o-mini")) {
      return tiles(2_833, 5_667);
    }
    if (name.startsWith("o4-mini")) {
      return patches(1_720);
    }
    if (name.startsWith("o1") || name.startsWith("o3")) {
      return tiles(75, 150);
    }
    boolean later = version.isAtLeast(4, 1) && !name.startsWith("gpt-4.5");
    if (later && (name.contains("mini") || name.contains("nano"))) {
      return patches(name.contains("nano") ? 2_460 : 1_620);
    }
    if (version.isAtLeast(5, 2)) {
      return fifth(version);
    }
    return version.isAtLeast(5, 0) ? tiles(70, 140) : tiles(85, 170);
  }

  /** From GPT-5.2 on: patches, of more and more pixels. */
  private static MediaTokens fifth(GenerationNumber version) {
    int original = version.isAtLeast(6, 0) ? 30_000 : version.isAtLeast(5, 4) ? 10_000 : BUDGET;
    int high = version.isAtLeast(5, 4) ? 2_500 : BUDGET;
    int whole = version.isAtLeast(5, 5) ? original : high;
    int page = version.isAtLeast(5, 6) ? 2_200 : 1_100;
    return new MediaTokens(
        new PatchTokens(PATCH, 1_200, 0, whole, high, original), page, 2_200, 10, 300);
  }

  private static MediaTokens patches(int permille) {
    return new MediaTokens(PatchTokens.count(PATCH, permille, 0, BUDGET), 1_100, 3_200, 10, 300);
  }

  /** A page is text of some 700 tokens and a picture, of low detail where none is asked for. */
  private static MediaTokens tiles(int base, int tile) {
    return new MediaTokens(new TileTokens(base, tile), 700 + base, 700 + base + 4 * tile, 10, 300);
  }
}
