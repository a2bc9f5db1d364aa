package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.compresh.json.JsonText;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Compresh's own errors as JSON, in the shape that an API's clients read. */
public final class ErrorBody {
  private ErrorBody() {}

  /**
   * {@code {"error":{"message","type","code"}}}; with {@code "type":"error"} before it for
   * Anthropic's API.
   *
   * @param dialect the API of the path asked for, null where it is none of them
   * @param param the field that is meant, null where none is
   */
  public static byte[] json(
      @Nullable Dialect dialect, String type, String code, String message, @Nullable String param) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(192);
    ascii(out, dialect == Dialect.MESSAGES ? "{\"type\":\"error\",\"error\":" : "{\"error\":");
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
