package dev.compresh.sim.http;

import dev.compresh.http.multipart.FormScan;
import dev.compresh.http.multipart.MultipartBoundary;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A body as it arrives: kept whole, but for forms with files, which are only looked through. */
final class BodyArrivalBuffer {
  /** So much of a form is kept. */
  private static final int KEPT = 256 * 1024;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final @Nullable FormScan form;

  BodyArrivalBuffer(@Nullable String contentType) {
    byte[] boundary =
        contentType != null && MultipartBoundary.isForm(contentType)
            ? MultipartBoundary.parse(contentType)
            : null;
    this.form = boundary == null ? null : new FormScan(boundary);
  }

  void add(byte[] piece) {
    if (form == null) {
      kept.writeBytes(piece);
      return;
    }
    form.feed(piece, 0, piece.length);
    kept.write(piece, 0, Math.min(piece.length, KEPT - kept.size()));
  }

  byte[] bytes() {
    return kept.toByteArray();
  }

  @Nullable FormScan form() {
    return form;
  }
}
