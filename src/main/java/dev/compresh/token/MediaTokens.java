package dev.compresh.token;

/**
 * Counts the input tokens of media by its vendor's rules: those that are published, else what was
 * measured. What is not known of media (a picture behind an address, a file behind an id) is
 * assumed to be of usual size. One for each kind of model; immutable.
 *
 * @param images rule for pictures
 * @param page tokens of a document's page, its text included
 * @param highPage the same where high detail is asked for
 * @param soundSecond tokens of a second of sound
 * @param videoSecond tokens of a second of film
 */
public record MediaTokens(
    ImageTokens images, int page, int highPage, int soundSecond, int videoSecond) {
  /** A picture that is not in the request is taken to have so many pixels on each side. */
  private static final int ASSUMED_EDGE = 1_024;

  /** A document that is not in the request is taken to have so many pages. */
  private static final int ASSUMED_PAGES = 5;

  /** Sound or film that is not in the request is taken to last so long. */
  private static final long ASSUMED_MILLIS = 60_000;

  /** Bytes of text to a token. */
  private static final long TEXT_BYTES = 4;

  /** Bytes of a file that holds more than its text, to a token. */
  private static final long FILE_BYTES = 16;

  /** No file is taken for more. */
  private static final long MOST_OF_A_FILE = 1_000_000;

  /** Returns how the models of a name take media. */
  public static MediaTokens forModel(String model) {
    return MediaRules.forModel(model);
  }

  /** Tokens of a picture of this size; 0 for an edge that is not known. */
  public long picture(int width, int height, String detail) {
    boolean known = width > 0 && height > 0;
    return images.count(known ? width : ASSUMED_EDGE, known ? height : ASSUMED_EDGE, detail);
  }

  /** Tokens of a document; 0 for a number of pages that is not known. */
  public long document(int pages, String detail) {
    return (long) (pages > 0 ? pages : ASSUMED_PAGES) * (detail.equals("high") ? highPage : page);
  }

  /** Tokens of a file of which the model gets the text. */
  public static long file(long bytes, boolean plain) {
    return Math.clamp(bytes / (plain ? TEXT_BYTES : FILE_BYTES), 1, MOST_OF_A_FILE);
  }

  /** Tokens of sound; 0 for a length that is not known. */
  public long sound(long millis) {
    return seconds(millis) * soundSecond;
  }

  /** Tokens of a film; 0 for a length that is not known. */
  public long video(long millis) {
    return seconds(millis) * videoSecond;
  }

  /** Tokens of text that only the provider can read. */
  public static long encrypted(long bytes) {
    return bytes / TEXT_BYTES;
  }

  private static long seconds(long millis) {
    return ((millis > 0 ? millis : ASSUMED_MILLIS) + 999) / 1_000;
  }
}
