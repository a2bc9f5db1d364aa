package dev.compresh.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads JSON that comes in pieces, in constant memory: keeps the path it is on, and tells numbers,
 * short strings and the lengths of texts. It doesn't judge: what is no JSON ends the scan, and what
 * was reported until then remains valid.
 */
public final class JsonScan {

  /** Receives the values that a scan finds. {@code scan} has the path at that time. */
  public interface JsonScanListener {
    /** An object or array begins; it is the innermost of the path already. */
    void open(JsonScan scan);

    /** The innermost object or array of the path ends. */
    void close(JsonScan scan);

    /** A number, rounded to the nearest whole one, at the path's innermost name. */
    void number(JsonScan scan, long value);

    /**
     * A string ended.
     *
     * @param weight its characters, those beyond ASCII counted three times
     */
    void string(JsonScan scan, long weight);

    /** true, false or null. */
    void literal(JsonScan scan, boolean isNull);
  }

  private enum JsonScanState {
    VALUE,
    KEY_OR_END,
    KEY,
    COLON,
    AFTER,
    STRING,
    ESCAPE,
    NUMBER,
    LITERAL,
    DONE,
    DEAD
  }

  private static final int MAX_DEPTH = 256;
  private static final int SHORT = 96;

  private final JsonScanListener jsonScanListener;
  private final MemberNames[] names = new MemberNames[MAX_DEPTH];
  private final boolean[] arrays = new boolean[MAX_DEPTH];
  private final byte[] word = new byte[SHORT];
  private JsonScanState jsonScanState = JsonScanState.VALUE;
  private int depth;
  private MemberNames name = MemberNames.OTHER;
  private int length;
  private boolean key;
  private long weight;
  private final NumberScan number = new NumberScan();
  private boolean isNull;
  private boolean isTrue;

  public JsonScan(JsonScanListener jsonScanListener) {
    this.jsonScanListener = jsonScanListener;
  }

  /** Starts again. */
  public void reset() {
    jsonScanState = JsonScanState.VALUE;
    depth = 0;
    name = MemberNames.OTHER;
  }

  /** Returns whether the root value is whole. */
  public boolean done() {
    return jsonScanState == JsonScanState.DONE;
  }

  /** Containers that are open. */
  public int depth() {
    return depth;
  }

  /** The name under which the {@code level}-th container from outside appears; the root is 1. */
  public MemberNames container(int level) {
    return names[level - 1];
  }

  public boolean array(int level) {
    return arrays[level - 1];
  }

  /** The member's name to which the value reported belongs. */
  public MemberNames name() {
    return name;
  }

  /** The string just reported, its escapes as they are; empty where it is long. */
  public String word() {
    return length > SHORT ? "" : new String(word, 0, length, UTF_8);
  }

  /**
   * The string just reported, escapes undone, cut at {@code max} characters; of a long one what its
   * first bytes come to.
   */
  public String text(int max) {
    int kept = Math.min(length, SHORT);
    int escape = JsonUnescape.backslash(word, 0, kept);
    String text =
        escape == kept
            ? new String(word, 0, kept, UTF_8)
            : JsonUnescape.text(word, 0, escape, kept);
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }

  /** The number just reported, times 10 to {@code power}. */
  public long scaledNumber(int power) {
    return number.scaled(power);
  }

  /** Returns whether the number just reported is a whole one. */
  public boolean isWholeNumber() {
    return number.isWhole();
  }

  /** Returns whether the literal just reported is {@code true}. */
  public boolean isTrue() {
    return isTrue;
  }

  /** Reads on up to {@code to}, or to the root value's end; gives how far it came. */
  public int feed(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && jsonScanState != JsonScanState.DEAD && jsonScanState != JsonScanState.DONE) {
      at = jsonScanState == JsonScanState.STRING ? inString(buf, at, to) : step(buf, at);
    }
    return at;
  }

  /** Reads the byte at {@code at}; gives where to go on. */
  private int step(byte[] buf, int at) {
    byte b = buf[at];
    switch (jsonScanState) {
      case VALUE -> value(b);
      case KEY_OR_END, KEY -> {
        if (b == '"') {
          string(true);
        } else if (b == '}' && jsonScanState == JsonScanState.KEY_OR_END) {
          close();
        } else if (!JsonBlanks.is(b)) {
          jsonScanState = JsonScanState.DEAD;
        }
      }
      case COLON -> {
        if (b == ':') {
          jsonScanState = JsonScanState.VALUE;
        } else if (!JsonBlanks.is(b)) {
          jsonScanState = JsonScanState.DEAD;
        }
      }
      case AFTER -> readAfterValue(b);
      case ESCAPE -> {
        // The four digits of \\u count as the one character that 'u' stood for already.
        weight += b == 'u' ? -3 : 1;
        put(b);
        jsonScanState = JsonScanState.STRING;
      }
      case NUMBER -> {
        return digit(b) ? at + 1 : at;
      }
      case LITERAL -> {
        if (b < 'a' || b > 'z') {
          jsonScanListener.literal(this, isNull);
          ended();
          return at;
        }
      }
      case STRING, DONE, DEAD -> throw new IllegalStateException("not stepped in " + jsonScanState);
    }
    return at + 1;
  }

  private int inString(byte[] buf, int from, int to) {
    int at = from;
    long counted = weight;
    while (at < to) {
      if (length > SHORT) {
        int end = plain(buf, at, to); // of a long string only the weight is reported
        counted += end - at;
        at = end;
        if (at == to) {
          break;
        }
      }
      byte b = buf[at++];
      if (b == '"') {
        weight = counted;
        stringEnded();
        return at;
      }
      if (b == '\\') {
        weight = counted;
        put(b);
        jsonScanState = JsonScanState.ESCAPE;
        return at;
      }
      // Continuation bytes of UTF-8 count nothing, the first ones three.
      counted += b >= 0 ? 1 : (b & 0xc0) == 0xc0 ? 3 : 0;
      put(b);
    }
    weight = counted;
    return at;
  }

  /** Offset of the first byte from {@code from} on that ends, escapes or is not ASCII. */
  private static int plain(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && buf[at] >= 0 && buf[at] != '"' && buf[at] != '\\') {
      at++;
    }
    return at;
  }

  private void put(byte b) {
    if (length < SHORT) {
      word[length++] = b;
    } else {
      length = SHORT + 1;
    }
  }

  private void value(byte b) {
    if (JsonBlanks.is(b)) {
      return;
    }
    switch (b) {
      case '{', '[' -> open(b == '[');
      case ']' -> {
        if (depth > 0 && arrays[depth - 1]) {
          close();
        } else {
          jsonScanState = JsonScanState.DEAD;
        }
      }
      case '"' -> string(false);
      case 't', 'f', 'n' -> {
        isNull = b == 'n';
        isTrue = b == 't';
        jsonScanState = JsonScanState.LITERAL;
      }
      default -> {
        number.reset();
        jsonScanState =
            b == '-' || (b >= '0' && b <= '9') ? JsonScanState.NUMBER : JsonScanState.DEAD;
        if (jsonScanState == JsonScanState.NUMBER) {
          digit(b);
        }
      }
    }
  }

  private void open(boolean array) {
    if (depth == MAX_DEPTH) {
      jsonScanState = JsonScanState.DEAD;
      return;
    }
    names[depth] = name;
    arrays[depth++] = array;
    jsonScanListener.open(this);
    name = MemberNames.OTHER;
    jsonScanState = array ? JsonScanState.VALUE : JsonScanState.KEY_OR_END;
  }

  private void close() {
    jsonScanListener.close(this);
    depth--;
    ended();
  }

  private void ended() {
    name = depth == 0 || arrays[depth - 1] ? MemberNames.OTHER : name;
    jsonScanState = depth == 0 ? JsonScanState.DONE : JsonScanState.AFTER;
  }

  private void readAfterValue(byte b) {
    boolean array = arrays[depth - 1];
    if (b == ',') {
      jsonScanState = array ? JsonScanState.VALUE : JsonScanState.KEY;
    } else if (b == (array ? ']' : '}')) {
      close();
    } else if (!JsonBlanks.is(b)) {
      jsonScanState = JsonScanState.DEAD;
    }
  }

  private void string(boolean asKey) {
    key = asKey;
    length = 0;
    weight = 0;
    jsonScanState = JsonScanState.STRING;
  }

  private void stringEnded() {
    if (key) {
      name = MemberNames.of(word, length);
      jsonScanState = JsonScanState.COLON;
    } else {
      jsonScanListener.string(this, weight);
      ended();
    }
  }

  /** Takes a byte of a number; false where it is behind it. */
  private boolean digit(byte b) {
    if (number.take(b)) {
      return true;
    }
    jsonScanListener.number(this, number.scaled(0));
    ended();
    return false;
  }
}
