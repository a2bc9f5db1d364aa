package dev.compresh.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks over UTF-8 JSON token by token and says at which bytes values stand. It is always on a
 * token; what reads a value leaves it on the token behind. Broken JSON comes as Jackson's
 * exception.
 */
public final class JsonTokenCursor implements AutoCloseable {
  /**
   * Values may nest this deep. Providers' own parsers stop earlier; below it nothing recurses, so
   * it bounds memory alone.
   */
  public static final int MAX_DEPTH = 1_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** What represents all before the array's element that {@link #jump} goes on with. */
  private static final byte[] OPENING = "{\"\":[".getBytes(StandardCharsets.US_ASCII);

  private static final int OPENING_TOKENS = 3;

  private final byte[] body;
  private final int end;
  private int base;
  private JsonParser parser;
  private @Nullable JsonToken token;
  private int memberStart;

  /** Starts on the first token of {@code [from, to)}. */
  public JsonTokenCursor(byte[] body, int from, int to) {
    this.body = body;
    this.base = from;
    this.end = to;
    this.parser = JSON.createParser(ObjectReadContext.empty(), body, from, to - from);
    next();
  }

  private void next() {
    token = parser.nextToken();
  }

  public boolean atObject() {
    return token == JsonToken.START_OBJECT;
  }

  public boolean atArray() {
    return token == JsonToken.START_ARRAY;
  }

  public boolean atString() {
    return token == JsonToken.VALUE_STRING;
  }

  public boolean atNumber() {
    return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
  }

  public boolean atTrue() {
    return token == JsonToken.VALUE_TRUE;
  }

  public boolean atNull() {
    return token == JsonToken.VALUE_NULL;
  }

  /** Returns whether nothing is left. */
  public boolean atEnd() {
    return token == null;
  }

  /** Offset of the token's first byte. */
  public int start() {
    return base + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Steps into the object or array it is on; gives the offset of its bracket. */
  public int enter() {
    int start = start();
    next();
    return start;
  }

  /** The next member's name, now standing on its value; null at the object's end. */
  public @Nullable String member() {
    if (token != JsonToken.PROPERTY_NAME) {
      return null;
    }
    memberStart = start();
    String name = parser.currentName();
    next();
    return name;
  }

  /** Returns whether an element of the array is left; it is on it then. */
  public boolean element() {
    return token != JsonToken.END_ARRAY;
  }

  /** Steps out of the object or array that began at {@code start}; it is on its end. */
  public ByteSpan leave(int start) {
    int end = start() + 1;
    next();
    return new ByteSpan(start, end);
  }

  /** Steps over a whole value. */
  public ByteSpan skip() {
    int start = start();
    if (atObject() || atArray()) {
      parser.skipChildren();
      return leave(start);
    }
    next();
    return new ByteSpan(start, endBefore(start()));
  }

  /**
   * Goes on behind the element that ends at {@code offset}, of the array of the root object that it
   * appears in. False, and it stays where it is, where no comma or bracket appears there.
   */
  public boolean jump(int offset) {
    int at = JsonBlanks.skipForward(body, offset);
    if (at >= end) {
      return false;
    }
    if (body[at] == ',') {
      at = JsonBlanks.skipForward(body, at + 1);
      if (at >= end || body[at] == ']') {
        return false; // no JSON; let the parser say so
      }
    } else if (body[at] != ']') {
      return false;
    }
    byte[] rest = new byte[OPENING.length + end - at];
    System.arraycopy(OPENING, 0, rest, 0, OPENING.length);
    System.arraycopy(body, at, rest, OPENING.length, end - at);
    parser.close();
    base = at - OPENING.length;
    parser = JSON.createParser(ObjectReadContext.empty(), rest, 0, rest.length);
    for (int i = 0; i < OPENING_TOKENS; i++) {
      next();
    }
    next();
    return true;
  }

  /** The text of the string or number it is on; it stays there. */
  public String text() {
    return parser.getString();
  }

  /** The string it is on, or null for any other value; steps over it. */
  public @Nullable String string() {
    String text = atString() ? text() : null;
    skip();
    return text;
  }

  /**
   * Bytes to leave out so that the member just read, whose value was {@code value}, is not there:
   * with one comma, and the blanks that would be left over.
   */
  public ByteSpan member(ByteSpan value) {
    int before = endBefore(memberStart);
    if (body[before - 1] != '{') {
      return new ByteSpan(before, value.end());
    }
    return new ByteSpan(memberStart, token == JsonToken.PROPERTY_NAME ? start() : value.end());
  }

  /** End of the value, or of the bracket, that comes before the token at {@code offset}. */
  private int endBefore(int offset) {
    int at = JsonBlanks.skipBackward(body, offset);
    return body[at - 1] == ',' ? JsonBlanks.skipBackward(body, at - 1) : at;
  }

  @Override
  public void close() {
    parser.close();
  }
}
