package dev.compresh.wire;

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

  /** What it comes to. */
  public sealed interface Result {}

  /** The plain body; the array given where nothing had to be undone. */
  public record Decoded(byte[] body) implements Result {}

  /** The plain body is larger than the bound; decoding stopped there. */
  public record TooLarge() implements Result {}

  /** The bytes are not of the coding that the header names, or break off. */
  public record Broken() implements Result {}

  /** A coding that isn't known here. */
  public record Unsupported(String coding) implements Result {}

  /**
   * Decodes a body.
   *
   * @param contentEncoding the header's value (several joined by commas): {@code gzip}, {@code
   *     deflate} (zlib or raw), {@code br}, {@code zstd}, {@code identity}, in the order in which
   *     they were applied; null or empty for none
   * @param maxBytes bound of the plain body, and of every step to it, in bytes
   */
  public static Result decode(byte[] body, @Nullable String contentEncoding, int maxBytes) {
    List<String> codings = codings(contentEncoding);
    if (codings.size() > MAX_CODINGS) {
      return new Unsupported("more than " + MAX_CODINGS + " codings");
    }
    byte[] plain = body;
    for (String coding : codings.reversed()) {
      Result step = undo(plain, coding, maxBytes);
      if (!(step instanceof Decoded decoded)) {
        return step;
      }
      plain = decoded.body();
    }
    return plain.length > maxBytes ? new TooLarge() : new Decoded(plain);
  }

  /** Names of codings, in lower case, without {@code identity}. */
  static List<String> codings(@Nullable String contentEncoding) {
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

  private static Result undo(byte[] body, String coding, int maxBytes) {
    try (Inflow inflow = Inflow.of(coding)) {
      if (inflow == null) {
        return new Unsupported(coding);
      }
      ByteArrayOutputStream plain =
          new ByteArrayOutputStream((int) Math.min(maxBytes, 4L * body.length + 64));
      boolean fits =
          inflow.feed(
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
        return new TooLarge();
      }
      return inflow.finished() ? new Decoded(plain.toByteArray()) : new Broken();
    } catch (IOException e) {
      return new Broken();
    }
  }
}
