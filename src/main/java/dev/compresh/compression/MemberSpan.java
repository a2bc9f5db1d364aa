package dev.compresh.compression;

import dev.compresh.json.ByteSpan;

/** Finds the whole member of an object that a value belongs to, its name included. */
final class MemberSpan {
  private MemberSpan() {}

  /** The member whose value is at {@code value}; the value alone where it is one of an array. */
  static ByteSpan findMember(byte[] body, ByteSpan value) {
    int at = lastNonBlank(body, value.start());
    if (at < 0 || body[at] != ':') {
      return value;
    }
    int end = lastNonBlank(body, at);
    int start = end - 1;
    while (start > 0 && !(body[start] == '"' && body[start - 1] != '\\')) {
      start--;
    }
    return new ByteSpan(Math.max(0, start), value.end());
  }

  /** Index of the last byte before {@code at} that is no blank, -1 where there is none. */
  private static int lastNonBlank(byte[] body, int at) {
    int i = at - 1;
    while (i >= 0 && (body[i] == ' ' || body[i] == '\n' || body[i] == '\r' || body[i] == '\t')) {
      i--;
    }
    return i;
  }
}
