package dev.compresh.dialect.media;

import org.jspecify.annotations.Nullable;

/**
 * The size of a picture, read from the head of its file.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
record ImageSize(int width, int height) {
  /** A JPEG tells its size behind its metadata; as much of that is passed over. */
  private static final int JPEG_BYTES = 512 << 10;

  /** Larger ones are no pictures. */
  private static final long MOST = 1 << 20;

  private static final int[] PNG = {0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};

  /**
   * The size of a PNG, JPEG, GIF, WebP or BMP file; null where it is none or its head is broken.
   */
  static @Nullable ImageSize read(Base64Source file) {
    int first = file.read();
    return switch (first) {
      case 0x89 -> png(file);
      case 0xff -> file.read() == 0xd8 ? jpeg(file) : null;
      case 'G' -> gif(file);
      case 'R' -> webp(file);
      case 'B' -> bmp(file);
      default -> null;
    };
  }

  private static @Nullable ImageSize of(long width, long height) {
    boolean known = width > 0 && height > 0 && width <= MOST && height <= MOST;
    return known ? new ImageSize((int) width, (int) height) : null;
  }

  private static @Nullable ImageSize png(Base64Source file) {
    for (int i = 1; i < PNG.length; i++) {
      if (file.read() != PNG[i]) {
        return null;
      }
    }
    return file.skip(8) ? of(file.number(4), file.number(4)) : null;
  }

  private static @Nullable ImageSize gif(Base64Source file) {
    return file.number(2) == ('I' << 8 | 'F') && file.skip(3)
        ? of(little(file, 2), little(file, 2))
        : null;
  }

  private static @Nullable ImageSize bmp(Base64Source file) {
    if (file.read() != 'M' || !file.skip(16)) {
      return null;
    }
    long width = little(file, 4);
    // From the top down where it is negative.
    return of(width, Math.abs((int) little(file, 4)));
  }

  private static @Nullable ImageSize webp(Base64Source file) {
    boolean riff = file.number(3) == 0x494646 && file.skip(4) && file.number(4) == 0x57454250;
    if (!riff) {
      return null;
    }
    long chunk = file.number(4);
    if (!file.skip(4)) {
      return null;
    }
    if (chunk == 0x56503858) { // VP8X
      return file.skip(4) ? of(little(file, 3) + 1, little(file, 3) + 1) : null;
    }
    if (chunk == 0x5650384c) { // VP8L
      if (file.read() != 0x2f) {
        return null;
      }
      long bits = little(file, 4);
      return bits < 0 ? null : of((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    if (chunk == 0x56503820) { // VP8
      return file.skip(6) ? of(little(file, 2) & 0x3fff, little(file, 2) & 0x3fff) : null;
    }
    return null;
  }

  private static @Nullable ImageSize jpeg(Base64Source file) {
    while (file.position() < JPEG_BYTES) {
      int marker = file.read();
      while (marker >= 0 && marker != 0xff) {
        marker = file.read();
      }
      while (marker == 0xff) {
        marker = file.read();
      }
      if (marker < 0 || marker == 0xd9 || marker == 0xda) {
        return null;
      }
      if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
        continue;
      }
      long length = file.number(2);
      boolean frame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (length < 2 || (frame && !file.skip(1))) {
        return null;
      }
      if (frame) {
        long height = file.number(2);
        return of(file.number(2), height);
      }
      if (!file.skip(length - 2)) {
        return null;
      }
    }
    return null;
  }

  private static long little(Base64Source file, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      int next = file.read();
      if (next < 0) {
        return -1;
      }
      value |= (long) next << (8 * i);
    }
    return value;
  }
}
