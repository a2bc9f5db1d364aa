package dev.compresh.gateway.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Gathers a head: lines that end in CR LF, up to and including the empty one. A line that ends in a
 * bare LF is refused at once. Reusable; serves one head after the other.
 */
public final class HeadBuffer {
  private static final int START = 1024;
  private static final int KEPT = 4096;

  private final int maxLine;
  private final int maxHead;
  private byte[] bytes = new byte[0];
  private int length;
  private int lineStart;
  private int lines;
  private boolean skipped;

  /**
   * @param maxLine bound of the first line, in bytes
   * @param maxHead bound of the whole head, in bytes
   */
  public HeadBuffer(int maxLine, int maxHead) {
    this.maxLine = maxLine;
    this.maxHead = maxHead;
  }

  /** Takes bytes from {@code in}, none after the head's end; true when the head is whole. */
  public boolean feed(ByteBuf in) throws BadMessage {
    while (in.isReadable()) {
      int lf = in.bytesBefore((byte) HttpSyntax.LF);
      int taken = lf < 0 ? in.readableBytes() : lf + 1;
      if (lines == 0 && length + taken > maxLine) {
        throw BadMessage.of(414, "uri_too_long", "The request line is too long.");
      }
      if (length + taken > maxHead) {
        throw BadMessage.of(431, "headers_too_large", "The request's headers are too large.");
      }
      room(taken);
      in.readBytes(bytes, length, taken);
      length += taken;
      if (lf < 0) {
        return false;
      }
      if (length - lineStart < 2 || bytes[length - 2] != HttpSyntax.CR) {
        throw BadMessage.malformed(
            "A line of the request's head ends in a bare line feed; use CRLF.");
      }
      if (length - lineStart > 2) {
        lines++;
        lineStart = length;
      } else if (lines > 0) {
        return true;
      } else {
        skipEmptyLine();
      }
    }
    return false;
  }

  /** One empty line before a request is allowed (RFC 9112, section 2.2). */
  private void skipEmptyLine() throws BadMessage {
    if (skipped) {
      throw BadMessage.malformed("The request starts with empty lines.");
    }
    skipped = true;
    length = 0;
  }

  private void room(int taken) {
    if (length + taken > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(START, Math.max(length + taken, bytes.length * 2)));
    }
  }

  /** Returns whether nothing of a head is here yet. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** The bytes gathered; valid up to {@link #length()}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int lines() {
    return lines;
  }

  /** Forgets the head, for the next one. */
  public void clear() {
    length = 0;
    lineStart = 0;
    lines = 0;
    skipped = false;
    if (bytes.length > KEPT) {
      bytes = new byte[0];
    }
  }
}
