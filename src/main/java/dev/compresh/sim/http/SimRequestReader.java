package dev.compresh.sim.http;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests off a connection. Strict where two readers could disagree: lines end in CRLF, no
 * folding, one length, one host, no length together with a transfer encoding.
 */
final class SimRequestReader {
  private static final int MAX_HEAD = 256 * 1024;
  private static final int PIECE = 64 * 1024;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ByteSource source;
  private final OutputStream out;
  private final int maxBody;

  SimRequestReader(ByteSource source, OutputStream out, int maxBody) {
    this.source = source;
    this.out = out;
    this.maxBody = maxBody;
  }

  /** The next request, or null where the client closed between requests. */
  @Nullable SimRequest next() throws IOException, BadRequest {
    byte[] head = head();
    if (head == null) {
      return null;
    }
    String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    String[] first = lines[0].split(" ", -1);
    if (first.length != 3 || first[0].isEmpty() || first[1].isEmpty()) {
      throw new BadRequest(400, "broken request line");
    }
    boolean http11 = first[2].equals("HTTP/1.1");
    if (!http11 && !first[2].equals("HTTP/1.0")) {
      throw new BadRequest(505, "unknown version");
    }
    Headers headers = headers(lines);
    if (http11 && headers.all("host").size() != 1) {
      throw new BadRequest(400, "exactly one Host is needed");
    }
    BodyArrivalBuffer bodyArrivalBuffer = new BodyArrivalBuffer(headers.first("content-type"));
    body(headers, bodyArrivalBuffer);
    return new SimRequest(
        first[0],
        first[1],
        http11,
        headers,
        head,
        bodyArrivalBuffer.bytes(),
        bodyArrivalBuffer.form());
  }

  private byte @Nullable [] head() throws IOException, BadRequest {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int matched = 0;
    while (matched < 4) {
      int b = source.read();
      if (b < 0) {
        if (head.size() == 0) {
          return null;
        }
        throw new IOException("the client left inside a head");
      }
      boolean afterReturn = matched % 2 == 1;
      if (afterReturn != (b == '\n')) {
        throw new BadRequest(400, "lines of the head end in CRLF");
      }
      matched = b == '\r' || b == '\n' ? matched + 1 : 0;
      head.write(b);
      if (head.size() > MAX_HEAD) {
        throw new BadRequest(431, "head too large");
      }
    }
    return head.toByteArray();
  }

  private static Headers headers(String[] lines) throws BadRequest {
    List<Header> headers = new ArrayList<>(lines.length);
    for (int i = 1; i < lines.length - 2; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0 || lines[i].charAt(colon - 1) <= ' ' || lines[i].charAt(0) <= ' ') {
        throw new BadRequest(400, "broken header line");
      }
      headers.add(new Header(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
    }
    return new Headers(headers);
  }

  private void body(Headers headers, BodyArrivalBuffer bodyArrivalBuffer)
      throws IOException, BadRequest {
    List<String> encodings = headers.all("transfer-encoding");
    List<String> lengths = headers.all("content-length");
    if (encodings.isEmpty() && lengths.isEmpty()) {
      return;
    }
    if (encodings.size() + lengths.size() != 1) {
      throw new BadRequest(400, "more than one statement of the body's length");
    }
    if (!encodings.isEmpty() && !encodings.getFirst().equalsIgnoreCase("chunked")) {
      throw new BadRequest(501, "unknown transfer encoding");
    }
    int length = lengths.isEmpty() ? 0 : number(lengths.getFirst(), 10);
    if ("100-continue".equalsIgnoreCase(headers.first("expect"))) {
      out.write(CONTINUE);
      out.flush();
    }
    if (lengths.isEmpty()) {
      chunks(bodyArrivalBuffer);
    } else {
      take(length, bodyArrivalBuffer);
    }
  }

  private void take(int length, BodyArrivalBuffer bodyArrivalBuffer) throws IOException {
    for (int left = length; left > 0; ) {
      int piece = Math.min(left, PIECE);
      bodyArrivalBuffer.add(source.exactly(piece));
      left -= piece;
    }
  }

  private void chunks(BodyArrivalBuffer bodyArrivalBuffer) throws IOException, BadRequest {
    long total = 0;
    while (true) {
      String line = line();
      int extension = line.indexOf(';');
      int size = number(extension < 0 ? line : line.substring(0, extension), 16);
      if (size == 0) {
        break;
      }
      if (size > maxBody - total) {
        throw new BadRequest(413, "body too large");
      }
      total += size;
      take(size, bodyArrivalBuffer);
      if (!line().isEmpty()) {
        throw new BadRequest(400, "chunk longer than its size");
      }
    }
    while (!line().isEmpty()) {
      // trailers are read and left
    }
  }

  private String line() throws IOException, BadRequest {
    StringBuilder line = new StringBuilder();
    while (true) {
      int b = source.read();
      if (b < 0) {
        throw new IOException("the client left inside a body");
      }
      if (b == '\r') {
        if (source.read() != '\n') {
          throw new BadRequest(400, "bare CR in chunk framing");
        }
        return line.toString();
      }
      if (b == '\n' || line.length() > 4096) {
        throw new BadRequest(400, "broken chunk framing");
      }
      line.append((char) b);
    }
  }

  private int number(String digits, int radix) throws BadRequest {
    long value = 0;
    if (digits.isEmpty() || digits.length() > 15) {
      throw new BadRequest(400, "broken length");
    }
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), radix) : -1;
      if (digit < 0) {
        throw new BadRequest(400, "broken length");
      }
      value = value * radix + digit;
    }
    if (value > maxBody) {
      throw new BadRequest(413, "body too large");
    }
    return (int) value;
  }
}
