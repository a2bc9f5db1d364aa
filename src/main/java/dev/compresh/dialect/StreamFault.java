package dev.compresh.dialect;

import dev.compresh.json.JsonText;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The event that ends a stream which broke after its first byte. No {@code [DONE]} follows it. */
public final class StreamFault {
  private StreamFault() {}

  /**
   * The event's bytes.
   *
   * @param dialect the API spoken; null is treated as chat
   * @param midEvent whether the stream broke within an event, which is then closed first
   */
  public static byte[] event(
      @Nullable Dialect dialect, String type, String code, String message, boolean midEvent) {
    return event(dialect, type, code, message, midEvent, "", 0);
  }

  /** As above, for a Responses stream whose id and last sequence number are known. */
  static byte[] event(
      @Nullable Dialect dialect,
      String type,
      String code,
      String message,
      boolean midEvent,
      String responseId,
      long sequence) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    ErrorBody.ascii(out, midEvent ? "\n\n" : "");
    if (dialect == Dialect.MESSAGES) {
      ErrorBody.ascii(out, "event: error\n");
    }
    if (dialect == Dialect.RESPONSES) {
      ErrorBody.ascii(out, "event: response.failed\ndata: {\"type\":\"response.failed\",");
      ErrorBody.ascii(out, "\"sequence_number\":" + sequence + ",\"response\":{\"id\":");
      out.writeBytes(JsonText.encode(responseId));
      ErrorBody.ascii(out, ",\"object\":\"response\",\"status\":\"failed\",\"error\":");
      ErrorBody.error(out, type, code, message, null);
      ErrorBody.ascii(out, ",\"output\":[],\"usage\":null}}");
    } else {
      ErrorBody.ascii(out, "data: ");
      out.writeBytes(ErrorBody.json(dialect, type, code, message, null));
    }
    ErrorBody.ascii(out, "\n\n");
    return out.toByteArray();
  }
}
