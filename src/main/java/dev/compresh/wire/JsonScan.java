package dev.compresh.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads JSON that comes in pieces, in constant memory: keeps the path it is on, and tells numbers,
 * short strings and the lengths of texts. It doesn't judge: what is no JSON ends the scan, and what
 * was told until then stands.
 */
final class JsonScan {

  /** What is told. {@code scan} has the path at that time. */
  interface Listener {
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

  private enum State {
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

  private final Listener listener;
  private final Names[] names = new Names[MAX_DEPTH];
  private final boolean[] arrays = new boolean[MAX_DEPTH];
  private final byte[] word = new byte[SHORT];
  private State state = State.VALUE;
  private int depth;
  private Names name = Names.OTHER;
  private int length;
  private boolean key;
  private long weight;
  private final NumberScan number = new NumberScan();
  private boolean isNull;
  private boolean isTrue;

  JsonScan(Listener listener) {
    this.listener = listener;
  }

  /** Begins anew. */
  void reset() {
    state = State.VALUE;
    depth = 0;
    name = Names.OTHER;
  }

  /** Whether the root value is whole. */
  boolean done() {
    return state == State.DONE;
  }

  /** Containers that are open. */
  int depth() {
    return depth;
  }

  /** The name under which the {@code level}-th container from outside stands; the root is 1. */
  Names container(int level) {
    return names[level - 1];
  }

  boolean array(int level) {
    return arrays[level - 1];
  }

  /** The member's name to which the value told belongs. */
  Names name() {
    return name;
  }

  /** The string just told, its escapes as they stand; empty where it is long. */
  String word() {
    return length > SHORT ? "" : new String(word, 0, length, UTF_8);
  }

  /**
   * The string just told, escapes undone, cut at {@code max} characters; of a long one what its
   * first bytes come to.
   */
  String text(int max) {
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

  /** The number just told, times 10 to {@code power}. */
  long scaledNumber(int power) {
    return number.scaled(power);
  }

  /** Whether the number just told is a whole one. */
  boolean isWholeNumber() {
    return number.isWhole();
  }

  /** Whether the literal just told is {@code true}. */
  boolean isTrue() {
    return isTrue;
  }

  /** Reads on up to {@code to}, or to the root value's end; gives how far it came. */
  int feed(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && state != State.DEAD && state != State.DONE) {
      at = state == State.STRING ? inString(buf, at, to) : step(buf, at);
    }
    return at;
  }

  /** Reads the byte at {@code at}; gives where to go on. */
  private int step(byte[] buf, int at) {
    byte b = buf[at];
    switch (state) {
      case VALUE -> value(b);
      case KEY_OR_END, KEY -> {
        if (b == '"') {
          string(true);
        } else if (b == '}' && state == State.KEY_OR_END) {
          close();
        } else if (!Blanks.is(b)) {
          state = State.DEAD;
        }
      }
      case COLON -> {
        if (b == ':') {
          state = State.VALUE;
        } else if (!Blanks.is(b)) {
          state = State.DEAD;
        }
      }
      case AFTER -> after(b);
      case ESCAPE -> {
        // The four digits of \\u count as the one character that 'u' stood for already.
        weight += b == 'u' ? -3 : 1;
        put(b);
        state = State.STRING;
      }
      case NUMBER -> {
        return digit(b) ? at + 1 : at;
      }
      case LITERAL -> {
        if (b < 'a' || b > 'z') {
          listener.literal(this, isNull);
          ended();
          return at;
        }
      }
      case STRING, DONE, DEAD -> throw new IllegalStateException("not stepped in " + state);
    }
    return at + 1;
  }

  private int inString(byte[] buf, int from, int to) {
    int at = from;
    long counted = weight;
    while (at < to) {
      if (length > SHORT) {
        int end = plain(buf, at, to); // of a long string only the weight is told
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
        state = State.ESCAPE;
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
    if (Blanks.is(b)) {
      return;
    }
    switch (b) {
      case '{', '[' -> open(b == '[');
      case ']' -> {
        if (depth > 0 && arrays[depth - 1]) {
          close();
        } else {
          state = State.DEAD;
        }
      }
      case '"' -> string(false);
      case 't', 'f', 'n' -> {
        isNull = b == 'n';
        isTrue = b == 't';
        state = State.LITERAL;
      }
      default -> {
        number.reset();
        state = b == '-' || (b >= '0' && b <= '9') ? State.NUMBER : State.DEAD;
        if (state == State.NUMBER) {
          digit(b);
        }
      }
    }
  }

  private void open(boolean array) {
    if (depth == MAX_DEPTH) {
      state = State.DEAD;
      return;
    }
    names[depth] = name;
    arrays[depth++] = array;
    listener.open(this);
    name = Names.OTHER;
    state = array ? State.VALUE : State.KEY_OR_END;
  }

  private void close() {
    listener.close(this);
    depth--;
    ended();
  }

  private void ended() {
    name = depth == 0 || arrays[depth - 1] ? Names.OTHER : name;
    state = depth == 0 ? State.DONE : State.AFTER;
  }

  private void after(byte b) {
    boolean array = arrays[depth - 1];
    if (b == ',') {
      state = array ? State.VALUE : State.KEY;
    } else if (b == (array ? ']' : '}')) {
      close();
    } else if (!Blanks.is(b)) {
      state = State.DEAD;
    }
  }

  private void string(boolean asKey) {
    key = asKey;
    length = 0;
    weight = 0;
    state = State.STRING;
  }

  private void stringEnded() {
    if (key) {
      name = Names.of(word, length);
      state = State.COLON;
    } else {
      listener.string(this, weight);
      ended();
    }
  }

  /** Takes a byte of a number; false where it stands behind it. */
  private boolean digit(byte b) {
    if (number.take(b)) {
      return true;
    }
    listener.number(this, number.scaled(0));
    ended();
    return false;
  }
}
