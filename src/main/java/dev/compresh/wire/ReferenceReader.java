package dev.compresh.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the ids of what a provider holds while a body is read. */
final class ReferenceReader {
  /** Longer values are no ids. */
  private static final int LONGEST = 256;

  /** No request needs more; what is beyond is left to the provider. */
  private static final int MOST = 64;

  /** Blocks that name a file are short; longer ones hold it. */
  private static final int BLOCK_BYTES = 4 << 10;

  /** Members that hold an id, or a list of them. */
  private static final Set<String> NAMES =
      Set.of("file_id", "file_ids", "container", "container_id", "vector_store_ids");

  private static final List<byte[]> MARKS =
      List.of(
          "\"file_id".getBytes(US_ASCII),
          "\"container".getBytes(US_ASCII),
          "\"vector_store_ids\"".getBytes(US_ASCII));

  private static final String ITEM_REFERENCE = "item_reference";

  private final byte[] body;
  private final Set<String> others = new LinkedHashSet<>();
  private @Nullable String previousResponse;
  private @Nullable String conversation;
  private boolean isStored = true;
  private boolean isTruncated;

  ReferenceReader(byte[] body) {
    this.body = body;
  }

  ObjectReferences references() {
    boolean plain = isStored && !isTruncated;
    return plain && previousResponse == null && conversation == null && others.isEmpty()
        ? ObjectReferences.NONE
        : new ObjectReferences(
            previousResponse, conversation, List.copyOf(others), isStored, isTruncated);
  }

  /** Looks at the value of a root member that the cursor stands on; leaves the cursor there. */
  void see(String key, Cursor cursor) {
    switch (key) {
      case "previous_response_id" -> previousResponse = id(cursor);
      case "store" -> isStored = cursor.atTrue() || cursor.atNull();
      case "truncation" -> isTruncated = cursor.atString() && cursor.text().equals("auto");
      default -> {}
    }
  }

  /** The conversation that the provider holds. */
  void conversation(@Nullable String id) {
    conversation = id == null || id.length() > LONGEST ? null : id;
  }

  /** Gathers the ids in the value of a root member. */
  void root(String key, Span value) {
    if (body[value.start()] == '"') {
      add(JsonText.decode(body, value));
    } else if (holdsMark(value) || key.equals("container")) {
      scan(value, key.equals("container"));
    }
  }

  /** Gathers the ids in blocks and items. */
  void messages(List<Message> messages) {
    for (Message message : messages) {
      for (Part part : message.parts()) {
        boolean reference = part instanceof Part.Fixed f && f.type().equals(ITEM_REFERENCE);
        boolean named =
            (part instanceof Part.Fixed f && !f.isReasoning())
                || (part instanceof Part.ToolResult r && !r.textOnly());
        if (reference || (named && part.span().length() <= BLOCK_BYTES && holdsMark(part.span()))) {
          scan(part.span(), reference);
        }
      }
    }
  }

  /**
   * @param own whether the value's own id counts
   */
  private void scan(Span value, boolean own) {
    try (Cursor cursor = new Cursor(body, value.start(), value.end())) {
      value(cursor, false, own, 0);
    }
  }

  private void value(Cursor cursor, boolean named, boolean own, int depth) {
    if (named && cursor.atString()) {
      add(id(cursor));
      cursor.skip();
    } else if (depth < Cursor.MAX_DEPTH / 4 && cursor.atObject()) {
      int start = cursor.enter();
      for (String key = cursor.member(); key != null; key = cursor.member()) {
        boolean isOwn = own && depth == 0 && key.equals("id");
        value(cursor, isOwn || NAMES.contains(key), false, depth + 1);
      }
      cursor.leave(start);
    } else if (depth < Cursor.MAX_DEPTH / 4 && cursor.atArray()) {
      int start = cursor.enter();
      while (cursor.element()) {
        value(cursor, named, false, depth + 1);
      }
      cursor.leave(start);
    } else {
      cursor.skip();
    }
  }

  private static @Nullable String id(Cursor cursor) {
    String text = cursor.atString() ? cursor.text() : "";
    return text.isEmpty() || text.length() > LONGEST ? null : text;
  }

  private void add(@Nullable String id) {
    if (id != null && !id.isEmpty() && id.length() <= LONGEST && others.size() < MOST) {
      others.add(id);
    }
  }

  private boolean holdsMark(Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      if (body[i] == '"') {
        for (byte[] mark : MARKS) {
          if (matches(mark, i, span.end())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean matches(byte[] mark, int at, int end) {
    if (at + mark.length > end) {
      return false;
    }
    for (int i = 1; i < mark.length; i++) {
      if (body[at + i] != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
