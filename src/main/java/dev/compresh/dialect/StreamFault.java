package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/**
 * An error that ends a stream after its first byte. No {@code [DONE]} follows its event.
 *
 * @param midEvent whether the stream broke within an event, which is then closed first
 * @param responseId the id that the stream gave its response, empty where it gave none
 * @param sequence the number of the event, where the API counts them
 */
public record StreamFault(
    String type, String code, String message, boolean midEvent, String responseId, long sequence) {

  /** An event of the data that {@code json} is, after {@code before}: its name, or nothing. */
  byte[] event(String before, byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
    out.writeBytes((midEvent ? "\n\n" : "").getBytes(US_ASCII));
    out.writeBytes((before + "data: ").getBytes(US_ASCII));
    out.writeBytes(json);
    out.writeBytes("\n\n".getBytes(US_ASCII));
    return out.toByteArray();
  }
}
