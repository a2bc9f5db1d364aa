package dev.compresh.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One element of a content array, of whatever type, with those members that matter here. */
final class Block {
  Span span = new Span(0, 0);
  String type = "unknown";
  @Nullable Span text;
  @Nullable String id;
  @Nullable String callId;
  @Nullable String name;
  @Nullable Span input;
  @Nullable Content content;
  final List<Span> outputs = new ArrayList<>(0);
  boolean error;
  boolean cacheControl;
  boolean cited;
  boolean more;
  boolean odd;
  private final Once once = new Once();

  private Block() {}

  /**
   * Reads the element that {@code cursor} stands on.
   *
   * @param cuts gets the spans of {@code cache_control} members, in order
   * @param nested whether it stands in another block; blocks in it are not read then
   */
  static Block read(Cursor cursor, List<Span> cuts, boolean nested) {
    Block block = new Block();
    if (!cursor.atObject()) {
      block.odd = true;
      block.span = cursor.skip();
      return block;
    }
    int start = cursor.enter();
    for (String key = cursor.member(); key != null; key = cursor.member()) {
      block.member(key, cursor, cuts, nested);
    }
    block.span = cursor.leave(start);
    block.odd |= block.once.again();
    return block;
  }

  private void member(String key, Cursor cursor, List<Span> cuts, boolean nested) {
    switch (key) {
      case "type" -> {
        once.see(0);
        String value = cursor.string();
        type = value == null ? "unknown" : value;
      }
      case "text" -> {
        once.see(1);
        boolean string = cursor.atString();
        Span value = cursor.skip();
        text = string ? value : null;
      }
      case "cache_control" -> {
        once.see(2);
        cacheControl = !cursor.atNull();
        cuts.add(cursor.member(cursor.skip()));
      }
      default -> {
        more = true;
        detail(key, cursor, cuts, nested);
      }
    }
  }

  private void detail(String key, Cursor cursor, List<Span> cuts, boolean nested) {
    switch (key) {
      case "id" -> {
        once.see(3);
        id = cursor.string();
      }
      case "tool_use_id" -> {
        once.see(4);
        callId = cursor.string();
      }
      case "name" -> {
        once.see(5);
        name = cursor.string();
      }
      case "input" -> {
        once.see(6);
        input = cursor.skip();
      }
      case "is_error" -> {
        once.see(7);
        error = cursor.atTrue();
        cursor.skip();
      }
      case "content" -> {
        once.see(8);
        if (nested) {
          cursor.skip();
        } else {
          content = Content.read(cursor, cuts, true);
        }
      }
      case "citations", "annotations" -> cited |= cursor.skip().length() > 4;
      case "stdout", "stderr" -> {
        once.see(key.equals("stdout") ? 9 : 10);
        boolean string = cursor.atString();
        Span value = cursor.skip();
        if (string) {
          outputs.add(value);
        }
      }
      default -> cursor.skip();
    }
  }

  /** As a text that may be read and changed; null where it is none. */
  Part.@Nullable Text asText() {
    boolean named = type.equals("text") || type.equals("input_text") || type.equals("output_text");
    return named && text != null && !cited ? new Part.Text(span, text, cacheControl) : null;
  }

  /** The texts in it as a part of a tool's result: a text, or what a shell wrote. */
  List<Part.Text> texts() {
    Part.Text whole = asText();
    if (whole != null) {
      return List.of(whole);
    }
    return type.equals("unknown")
        ? outputs.stream().map(literal -> new Part.Text(literal, literal, false)).toList()
        : List.of();
  }

  /** Whether it is a text and has no member beside its type, its text and its cache control. */
  boolean bareText() {
    return type.equals("text") && text != null && !more && !odd;
  }

  /** As a part of a message: a text, or what is left alone. */
  Part part() {
    Part.Text whole = asText();
    return whole != null ? whole : new Part.Fixed(span, type);
  }
}
