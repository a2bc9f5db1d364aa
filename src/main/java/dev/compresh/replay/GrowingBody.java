package dev.compresh.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The bodies of a transcript's requests one after the other, each made from the one before. */
final class GrowingBody {
  private static final int LEAST = 64 << 10;

  private final Transcript transcript;
  private byte[] bytes = new byte[LEAST];
  private int size;
  private int elements;

  GrowingBody(Transcript transcript) {
    this.transcript = transcript;
    String head = transcript.head();
    append("{" + head + (head.isEmpty() ? "" : ","));
    append("\"" + transcript.dialect().conversationField() + "\":[");
  }

  /** The body with the first {@code length} elements; not fewer than before. */
  byte[] grow(int length) {
    while (elements < length) {
      append((elements == 0 ? "" : ",") + transcript.elements().get(elements).json());
      elements++;
    }
    byte[] body = Arrays.copyOf(bytes, size + 2);
    body[size] = ']';
    body[size + 1] = '}';
    return body;
  }

  private void append(String text) {
    byte[] more = text.getBytes(UTF_8);
    if (size + more.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more.length));
    }
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }
}
