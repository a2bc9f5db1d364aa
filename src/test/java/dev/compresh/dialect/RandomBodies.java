package dev.compresh.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Writes bodies of random shape, spacing, order and text, valid for their dialect. */
final class RandomBodies {
  private static final String[] BLANKS = {"", "", "", " ", "\n  ", "\r\n", "\t"};

  private final Random random;

  RandomBodies(long seed) {
    random = new Random(seed);
  }

  String body(Dialect dialect) {
    List<Supplier<String>> elements = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      elements.add(
          switch (dialect.name()) {
            case "chat" -> this::chat;
            case "messages" -> this::anthropic;
            case "gemini" -> this::content;
            default -> this::item;
          });
    }
    String conversation = dialect.conversationField();
    return blank()
        + object(
            member("model", () -> string("model")),
            member(conversation, () -> array(elements)),
            member("stream", () -> random.nextBoolean() ? "true" : "false"),
            member("temperature", () -> "0." + random.nextInt(99)),
            member("x" + random.nextInt(9), this::any))
        + blank();
  }

  private String chat() {
    return switch (random.nextInt(4)) {
      case 0 ->
          object(
              member("role", () -> "\"tool\""),
              member("tool_call_id", () -> string("c")),
              member("content", () -> content("text")));
      case 1 ->
          object(
              member("role", () -> "\"assistant\""),
              member("content", () -> random.nextBoolean() ? "null" : text()),
              member("tool_calls", () -> array(List.of(this::chatCall, this::chatCall))));
      default ->
          object(
              member("role", () -> random.nextBoolean() ? "\"user\"" : "\"system\""),
              member("content", () -> content("text")),
              member("more", this::any));
    };
  }

  private String chatCall() {
    return object(
        member("id", () -> string("c")),
        member("type", () -> "\"function\""),
        member(
            "function",
            () -> object(member("name", () -> string("f")), member("arguments", this::text))));
  }

  private String anthropic() {
    if (random.nextInt(3) == 0) {
      return object(
          member("role", () -> "\"user\""),
          member(
              "content",
              () ->
                  array(
                      List.of(
                          () ->
                              object(
                                  member("type", () -> "\"tool_result\""),
                                  member("tool_use_id", () -> string("t")),
                                  member("is_error", () -> "true"),
                                  member("content", () -> content("text")))))));
    }
    return object(
        member("role", () -> random.nextBoolean() ? "\"user\"" : "\"assistant\""),
        member("content", () -> content("text")));
  }

  /** A content of Gemini's API. */
  private String content() {
    return switch (random.nextInt(4)) {
      case 0 ->
          object(
              member("role", () -> "\"model\""),
              member("parts", () -> array(List.of(this::geminiCall, this::geminiCall))));
      case 1 ->
          object(
              member("role", () -> "\"user\""),
              member("parts", () -> array(List.of(this::geminiResult, this::geminiText))));
      default ->
          object(
              member("role", () -> random.nextBoolean() ? "\"user\"" : "\"model\""),
              member("parts", () -> array(List.of(this::geminiText, this::geminiText))));
    };
  }

  private String geminiText() {
    return switch (random.nextInt(3)) {
      case 0 -> object(member("text", this::text), member("thoughtSignature", this::text));
      case 1 ->
          object(
              member(
                  "inlineData",
                  () -> object(member("mimeType", this::text), member("data", this::text))));
      default -> object(member("text", this::text));
    };
  }

  private String geminiCall() {
    return object(
        member("thoughtSignature", this::text),
        member(
            "functionCall",
            () ->
                random.nextBoolean()
                    ? object(member("name", () -> string("f")))
                    : object(
                        member("id", () -> string("c")),
                        member("name", () -> string("f")),
                        member("args", () -> object(member("a", this::any))))));
  }

  private String geminiResult() {
    return object(
        member(
            "functionResponse",
            () ->
                object(
                    member("name", () -> string("f")),
                    member(
                        "response",
                        () -> object(member("output", this::text), member("x", this::any))))));
  }

  private String item() {
    return switch (random.nextInt(4)) {
      case 0 ->
          object(
              member("type", () -> "\"function_call\""),
              member("call_id", () -> string("c")),
              member("name", () -> string("f")),
              member("arguments", this::text));
      case 1 ->
          object(
              member("type", () -> "\"function_call_output\""),
              member("call_id", () -> string("c")),
              member("output", () -> content("input_text")));
      case 2 ->
          object(
              member("type", () -> "\"reasoning\""),
              member("summary", this::any),
              member("encrypted_content", this::text));
      default ->
          object(member("role", () -> "\"user\""), member("content", () -> content("input_text")));
    };
  }

  private String content(String type) {
    if (random.nextBoolean()) {
      return text();
    }
    List<Supplier<String>> blocks = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      blocks.add(
          random.nextInt(3) == 0
              ? () -> object(member("type", () -> string("x")), member("data", this::any))
              : () ->
                  object(
                      member("type", () -> "\"" + type + "\""),
                      member("text", this::text),
                      member("cache_control", () -> random.nextBoolean() ? "null" : "{}")));
    }
    return array(blocks);
  }

  /** A string value of any text, escaped in any way. */
  String text() {
    StringBuilder out = new StringBuilder("\"");
    for (int i = random.nextInt(30); i > 0; i--) {
      switch (random.nextInt(8)) {
        case 0 -> out.append("\\").append("\"\\/bfnrt".charAt(random.nextInt(8)));
        case 1 -> out.append("\\u%04x".formatted(random.nextInt(0x10000)));
        case 2 -> out.appendCodePoint(0x1f600 + random.nextInt(64));
        case 3 -> out.append((char) (0xa0 + random.nextInt(0x2000)));
        default -> out.append("abc ,:{}[]".charAt(random.nextInt(10)));
      }
    }
    return out.append('"').toString();
  }

  private String string(String stem) {
    return "\"" + stem + random.nextInt(9) + "\"";
  }

  private String any() {
    return switch (random.nextInt(6)) {
      case 0 -> text();
      case 1 -> "-1.50e+3";
      case 2 -> "null";
      case 3 -> array(List.of(this::any, this::text));
      case 4 -> object(member("cache_control", this::text), member("a", this::any));
      default -> "[ ]";
    };
  }

  private Supplier<String> member(String name, Supplier<String> value) {
    return () -> "\"" + name + "\"" + blank() + ":" + blank() + value.get();
  }

  @SafeVarargs
  private String object(Supplier<String>... members) {
    List<Supplier<String>> shuffled = new ArrayList<>(members.length);
    for (Supplier<String> member : members) {
      shuffled.add(member);
    }
    Collections.shuffle(shuffled, random);
    return "{" + join(shuffled) + "}";
  }

  private String array(List<Supplier<String>> elements) {
    return "[" + join(elements) + "]";
  }

  private String join(List<Supplier<String>> values) {
    StringBuilder out = new StringBuilder(blank());
    for (Supplier<String> value : values) {
      out.append(out.toString().isBlank() ? "" : ",").append(blank()).append(value.get());
      out.append(blank());
    }
    return out.toString();
  }

  private String blank() {
    return BLANKS[random.nextInt(BLANKS.length)];
  }
}
