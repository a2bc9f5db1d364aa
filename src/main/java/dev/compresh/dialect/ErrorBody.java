package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.compresh.json.JsonText;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes Compresh's own errors as JSON. */
public final class ErrorBody {
  private ErrorBody() {}

  /**
   * {@code {"error":{"message","type","code"}}}, as most APIs have it.
   *
   * @param param the field that is meant, null where none is
   */
  public static byte[] json(String type, String code, String message, @Nullable String param) {
    return json("{\"error\":", type, code, message, param);
  }

  /** The error between {@code before}, which opens an object, and its closing brace. */
  static byte[] json(
      String before, String type, String code, String message, @Nullable String param) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(192);
    ascii(out, before);
    error(out, type, code, message, param);
    ascii(out, "}");
    return out.toByteArray();
  }

  static void error(
      ByteArrayOutputStream out, String type, String code, String message, @Nullable String param) {
    ascii(out, "{\"message\":");
    out.writeBytes(JsonText.encode(message));
    ascii(out, ",\"type\":");
    out.writeBytes(JsonText.encode(type));
    ascii(out, ",\"code\":");
    out.writeBytes(JsonText.encode(code));
    if (param != null) {
      ascii(out, ",\"param\":");
      out.writeBytes(JsonText.encode(param));
    }
    ascii(out, "}");
  }

  public static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(US_ASCII));
  }
}
