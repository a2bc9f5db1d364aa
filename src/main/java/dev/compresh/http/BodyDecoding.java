package dev.compresh.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Undoes the {@code Content-Encoding} of request bodies, up to a bound. */
public final class BodyDecoding {
  /** More codings than this on one body are no honest request. */
  private static final int MAX_CODINGS = 4;

  private BodyDecoding() {}

  /** The result of decoding. */
  public sealed interface DecodingResult {}

  /** The plain body; the array given where nothing had to be undone. */
  public record DecodedBody(byte[] body) implements DecodingResult {}

  /** The plain body is larger than the bound; decoding stopped there. */
  public record DecodedTooLarge() implements DecodingResult {}

  /** The bytes are not of the coding that the header names, or break off. */
  public record BrokenCoding() implements DecodingResult {}

  /** A coding that isn't known here. */
  public record UnsupportedCoding(String coding) implements DecodingResult {}

  /**
   * Decodes a body.
   *
   * @param contentEncoding the header's value (several joined by commas): {@code gzip}, {@code
   *     deflate} (zlib or raw), {@code br}, {@code zstd}, {@code identity}, in the order in which
   *     they were applied; null or empty for none
   * @param maxBytes bound of the plain body, and of every step to it, in bytes
   */
  public static DecodingResult decode(byte[] body, @Nullable String contentEncoding, int maxBytes) {
    List<String> codings = codings(contentEncoding);
    if (codings.size() > MAX_CODINGS) {
      return new UnsupportedCoding("more than " + MAX_CODINGS + " codings");
    }
    byte[] plain = body;
    for (String coding : codings.reversed()) {
      DecodingResult step = undo(plain, coding, maxBytes);
      if (!(step instanceof DecodedBody decodedBody)) {
        return step;
      }
      plain = decodedBody.body();
    }
    return plain.length > maxBytes ? new DecodedTooLarge() : new DecodedBody(plain);
  }

  /** Names of codings, in lower case, without {@code identity}. */
  public static List<String> codings(@Nullable String contentEncoding) {
    List<String> codings = new ArrayList<>(1);
    if (contentEncoding != null) {
      for (String name : contentEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
        String coding = name.trim();
        if (!coding.isEmpty() && !coding.equals("identity")) {
          codings.add(coding);
        }
      }
    }
    return codings;
  }

  private static DecodingResult undo(byte[] body, String coding, int maxBytes) {
    try (ContentDecoder contentDecoder = ContentDecoder.of(coding)) {
      if (contentDecoder == null) {
        return new UnsupportedCoding(coding);
      }
      ByteArrayOutputStream plain =
          new ByteArrayOutputStream((int) Math.min(maxBytes, 4L * body.length + 64));
      boolean fits =
          contentDecoder.feed(
              body,
              0,
              body.length,
              (buf, off, len) -> {
                if (len > maxBytes - plain.size()) {
                  return false;
                }
                plain.write(buf, off, len);
                return true;
              });
      if (!fits) {
        return new DecodedTooLarge();
      }
      return contentDecoder.finished() ? new DecodedBody(plain.toByteArray()) : new BrokenCoding();
    } catch (IOException e) {
      return new BrokenCoding();
    }
  }
}
