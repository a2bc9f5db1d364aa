package dev.compresh.wire;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Applies edits to a body. */
public final class Splice {
  private Splice() {}

  /**
   * {@code body} with {@code edits} made, which come sorted by start and don't overlap. All other
   * bytes stay as they are.
   */
  public static byte[] apply(byte[] body, List<Edit> edits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    int at = 0;
    for (Edit edit : edits) {
      out.write(body, at, edit.start() - at);
      at = edit.start();
      switch (edit) {
        case Edit.Replace e -> {
          out.writeBytes(e.json());
          at = e.span().end();
        }
        case Edit.Insert e -> out.writeBytes(e.json());
        case Edit.Remove e -> at = e.span().end();
      }
    }
    out.write(body, at, body.length - at);
    return out.toByteArray();
  }
}
