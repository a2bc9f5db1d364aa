package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import dev.compresh.json.JsonTokenCursor;
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

  /** Members that hold an id, or a list of them. */
  private static final Set<String> NAMES =
      Set.of("file_id", "file_ids", "container", "container_id", "vector_store_ids");

  private static final List<byte[]> MARKS =
      List.of(
          "\"file_id".getBytes(US_ASCII),
          "\"container".getBytes(US_ASCII),
          "\"vector_store_ids\"".getBytes(US_ASCII));

  /** Any of these may be written in a name like this. */
  private static final byte[] ESCAPE = "\\u00".getBytes(US_ASCII);

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

  /** Looks at the value of a root member that the cursor is on; leaves the cursor there. */
  void see(String key, JsonTokenCursor jsonTokenCursor) {
    switch (key) {
      case "previous_response_id" -> {
        add(previousResponse); // said twice: the provider may take the first
        previousResponse = id(jsonTokenCursor);
      }
      case "store" -> isStored = jsonTokenCursor.atTrue() || jsonTokenCursor.atNull();
      case "truncation" ->
          isTruncated = jsonTokenCursor.atString() && jsonTokenCursor.text().equals("auto");
      default -> {}
    }
  }

  /** The conversation that the provider holds. */
  void conversation(@Nullable String id) {
    add(conversation);
    conversation = id == null || id.length() > LONGEST ? null : id;
  }

  /** Gathers the ids in the value of a root member. */
  void root(String key, ByteSpan value) {
    if (body[value.start()] == '"') {
      add(JsonText.decode(body, value));
    } else if (holdsMark(value) || key.equals("container")) {
      scan(value, key.equals("container"));
    }
  }

  /** Gathers the ids in blocks and items. */
  void messages(List<Message> messages) {
    for (Message message : messages) {
      for (PromptPart promptPart : message.parts()) {
        boolean reference =
            promptPart instanceof PromptPart.FixedPart f && f.type().equals(ITEM_REFERENCE);
        boolean named =
            (promptPart instanceof PromptPart.FixedPart f && !f.isReasoning())
                || (promptPart instanceof PromptPart.ToolResult r && !r.textOnly());
        if (reference || (named && holdsMark(promptPart.span()))) {
          scan(promptPart.span(), reference);
        }
      }
    }
  }

  /**
   * @param own whether the value's own id counts
   */
  private void scan(ByteSpan value, boolean own) {
    try (JsonTokenCursor jsonTokenCursor = new JsonTokenCursor(body, value.start(), value.end())) {
      value(jsonTokenCursor, false, own, 0);
    }
  }

  private void value(JsonTokenCursor jsonTokenCursor, boolean named, boolean own, int depth) {
    if (named && jsonTokenCursor.atString()) {
      add(id(jsonTokenCursor));
      jsonTokenCursor.skip();
    } else if (depth < JsonTokenCursor.MAX_DEPTH / 4 && jsonTokenCursor.atObject()) {
      int start = jsonTokenCursor.enter();
      for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
        boolean isOwn = own && depth == 0 && key.equals("id");
        value(jsonTokenCursor, isOwn || NAMES.contains(key), false, depth + 1);
      }
      jsonTokenCursor.leave(start);
    } else if (depth < JsonTokenCursor.MAX_DEPTH / 4 && jsonTokenCursor.atArray()) {
      int start = jsonTokenCursor.enter();
      while (jsonTokenCursor.element()) {
        value(jsonTokenCursor, named, false, depth + 1);
      }
      jsonTokenCursor.leave(start);
    } else {
      jsonTokenCursor.skip();
    }
  }

  private static @Nullable String id(JsonTokenCursor jsonTokenCursor) {
    String text = jsonTokenCursor.atString() ? jsonTokenCursor.text() : "";
    return text.isEmpty() || text.length() > LONGEST ? null : text;
  }

  private void add(@Nullable String id) {
    if (id != null && !id.isEmpty() && id.length() <= LONGEST && others.size() < MOST) {
      others.add(id);
    }
  }

  private boolean holdsMark(ByteSpan byteSpan) {
    for (int i = byteSpan.start(); i < byteSpan.end(); i++) {
      if (body[i] == '"') {
        for (byte[] mark : MARKS) {
          if (matches(mark, i, byteSpan.end())) {
            return true;
          }
        }
      } else if (body[i] == ESCAPE[0] && matches(ESCAPE, i, byteSpan.end())) {
        return true;
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
