package dev.compresh.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;

/**
 * Writes a head. Control characters in a value become blanks, so that no value can begin a line of
 * its own.
 */
public final class HeadWriter {
  private byte[] bytes = new byte[768];
  private int length;

  /** A status line. */
  public HeadWriter status(int status, String reason) {
    text("HTTP/1.1 ").text(Integer.toString(status)).text(" ").text(reason);
    return end();
  }

  /** A request line. */
  public HeadWriter request(String method, String target) {
    text(method).text(" ").text(target).text(" HTTP/1.1");
    return end();
  }

  public HeadWriter line(String name, String value) {
    text(name).text(": ").text(value);
    return end();
  }

  /** The empty line at the end, or the end of a line. */
  public HeadWriter end() {
    room(2);
    bytes[length++] = '\r';
    bytes[length++] = '\n';
    return this;
  }

  /** Bytes as they are, behind the head. */
  public HeadWriter body(byte[] body) {
    room(body.length);
    System.arraycopy(body, 0, bytes, length, body.length);
    length += body.length;
    return this;
  }

  private HeadWriter text(String text) {
    int count = text.length();
    room(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = clean(text.charAt(i));
    }
    length += count;
    return this;
  }

  private static byte clean(char c) {
    if (c > 0xff) {
      return '?';
    }
    return HttpSyntax.value(c) ? (byte) c : (byte) ' ';
  }

  private void room(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }

  /** Returns what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Returns what was written, ready for the socket. */
  public ByteBuf toBuffer(ByteBufAllocator allocator) {
    return allocator.directBuffer(length, length).writeBytes(bytes, 0, length);
  }
}
