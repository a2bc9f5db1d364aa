package dev.compresh.dialect;

import dev.compresh.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes Compresh's own errors in the shape of Google's APIs: {@code
 * {"error":{"code","message","status","details"}}}. Type and code stand in the details, as an
 * {@code ErrorInfo} of the domain {@code compresh}.
 */
final class GoogleError {
  private GoogleError() {}

  static byte[] json(int status, String type, String code, String message, @Nullable String param) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(320);
    ErrorBody.ascii(out, "{\"error\":{\"code\":" + status + ",\"message\":");
    out.writeBytes(JsonText.encode(message));
    ErrorBody.ascii(out, ",\"status\":\"" + status(status) + "\",\"details\":[{\"@type\":");
    ErrorBody.ascii(out, "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":");
    out.writeBytes(JsonText.encode(code.toUpperCase(Locale.ROOT)));
    ErrorBody.ascii(out, ",\"domain\":\"compresh\",\"metadata\":{\"type\":");
    out.writeBytes(JsonText.encode(type));
    if (param != null) {
      ErrorBody.ascii(out, ",\"param\":");
      out.writeBytes(JsonText.encode(param));
    }
    ErrorBody.ascii(out, "}}]}}");
    return out.toByteArray();
  }

  /** The canonical name of an HTTP status in Google's APIs. */
  private static String status(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 402, 429 -> "RESOURCE_EXHAUSTED";
      case 408, 504 -> "DEADLINE_EXCEEDED";
      case 409 -> "ABORTED";
      case 499 -> "CANCELLED";
      case 405, 426, 501 -> "UNIMPLEMENTED";
      case 502, 503 -> "UNAVAILABLE";
      default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
    };
  }
}
