package dev.compresh.invariant;

import dev.compresh.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How one client writes its bodies: API, blanks, escapes, order of members. */
final class ClientWireFormat {
  private static final String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ";

  final Dialect dialect;
  private final boolean blanks;
  private final boolean ascii;
  private final boolean slashes;
  private final boolean blocks;
  private final boolean modelLast;

  ClientWireFormat(Dialect dialect, Random random) {
    this.dialect = dialect;
    this.blanks = random.nextBoolean();
    this.ascii = random.nextBoolean();
    this.slashes = random.nextInt(4) == 0;
    this.blocks = random.nextBoolean();
    this.modelLast = random.nextBoolean();
  }

  String path() {
    return switch (dialect.name()) {
      case "chat" -> "/v1/chat/completions";
      case "messages" -> "/v1/messages?beta=true";
      case "gemini" -> "/v1beta/models/gemini-2.5-pro:generateContent";
      default -> "/v1/responses";
    };
  }

  byte[] body(String system, List<ConversationStep> lines) {
    List<String> elements = new ArrayList<>();
    if (dialect.equals(Dialect.CHAT)) {
      elements.add(object("role", "\"system\"", "content", string(system)));
    }
    lines.forEach(conversationStep -> elements.addAll(elements(conversationStep)));
    String array = "[" + String.join(blanks ? ", " : ",", elements) + "]";
    String tool =
        "{\"name\":\"Read\",\"description\":\"Reads\",\"%s\":{\"type\":\"object\"}}"
            .formatted(dialect.equals(Dialect.MESSAGES) ? "input_schema" : "parameters");
    String tools =
        switch (dialect.name()) {
          case "chat" -> "[{\"type\":\"function\",\"function\":" + tool + "}]";
          case "messages" -> "[" + tool + "]";
          case "gemini" -> "[{\"functionDeclarations\":[" + tool + "]}]";
          default -> "[{\"type\":\"function\"," + tool.substring(1) + "]";
        };
    String model = dialect.equals(Dialect.MESSAGES) ? "\"claude-sonnet-4-5\"" : "\"gpt-4o\"";
    String body =
        switch (dialect.name()) {
          case "chat" -> object("x_own", "1.50e+2", "messages", array, "tools", tools);
          case "gemini" ->
              object(
                  "systemInstruction",
                  object("parts", list(List.of(object("text", string(system))))),
                  "contents",
                  array,
                  "tools",
                  tools);
          case "messages" ->
              object(
                  "system", string(system), "max_tokens", "64", "tools", tools, "messages", array);
          default ->
              object(
                  "instructions", string(system), "store", "false", "input", array, "tools", tools);
        };
    if (dialect.equals(Dialect.GEMINI)) {
      return (body + "\n").getBytes(StandardCharsets.UTF_8); // the path names the model
    }
    String name = "\"model\":" + model;
    body =
        modelLast
            ? body.substring(0, body.length() - 1) + "," + name + "}"
            : "{" + name + "," + body.substring(1);
    return (body + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private List<String> elements(ConversationStep conversationStep) {
    return switch (dialect.name()) {
      case "chat" -> chat(conversationStep);
      case "messages" -> List.of(message(conversationStep));
      case "gemini" -> List.of(content(conversationStep));
      default -> items(conversationStep);
    };
  }

  private List<String> chat(ConversationStep conversationStep) {
    return switch (conversationStep) {
      case ConversationStep.UserStep u ->
          List.of(
              object(
                  "role",
                  "\"user\"",
                  "content",
                  u.image()
                      ? "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                          + PIXEL
                          + "\"}},"
                          + object("type", "\"text\"", "text", string(u.text()))
                          + "]"
                      : string(u.text())));
      case ConversationStep.AssistantStep a ->
          List.of(
              a.calls().isEmpty()
                  ? object("role", "\"assistant\"", "content", string(a.text()))
                  : object(
                      "content",
                      a.text().isEmpty() ? "null" : string(a.text()),
                      "role",
                      "\"assistant\"",
                      "tool_calls",
                      list(
                          a.calls().stream()
                              .map(
                                  c ->
                                      object(
                                          "id",
                                          string(c.id()),
                                          "type",
                                          "\"function\"",
                                          "function",
                                          object(
                                              "name",
                                              string(c.tool()),
                                              "arguments",
                                              string(c.arguments()))))
                              .toList())));
      case ConversationStep.ResultsStep r ->
          r.results().stream()
              .map(
                  one ->
                      object(
                          "role",
                          "\"tool\"",
                          "tool_call_id",
                          string(one.id()),
                          "content",
                          string(one.text())))
              .toList();
    };
  }

  private String message(ConversationStep conversationStep) {
    return switch (conversationStep) {
      case ConversationStep.UserStep u -> {
        String text = object("type", "\"text\"", "text", string(u.text()));
        String image =
            "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\","
                + "\"data\":\""
                + PIXEL
                + "\"}}";
        String content = blocks ? list(List.of(text)) : string(u.text());
        yield object(
            "role", "\"user\"", "content", u.image() ? list(List.of(image, text)) : content);
      }
      case ConversationStep.AssistantStep a -> {
        List<String> parts = new ArrayList<>();
        if (a.thought()) {
          parts.add("{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2lnbmVk\"}");
        }
        if (!a.text().isEmpty()) {
          parts.add(object("type", "\"text\"", "text", string(a.text())));
        }
        a.calls()
            .forEach(
                c ->
                    parts.add(
                        object(
                            "type",
                            "\"tool_use\"",
                            "id",
                            string(c.id()),
                            "name",
                            string(c.tool()),
                            "input",
                            c.arguments())));
        yield object("role", "\"assistant\"", "content", list(parts));
      }
      case ConversationStep.ResultsStep r ->
          object(
              "role",
              "\"user\"",
              "content",
              list(
                  r.results().stream()
                      .map(
                          one ->
                              object(
                                  "type",
                                  "\"tool_result\"",
                                  "tool_use_id",
                                  string(one.id()),
                                  "is_error",
                                  one.error() ? "true" : "false",
                                  "content",
                                  blocks
                                      ? list(
                                          List.of(
                                              object(
                                                  "type", "\"text\"", "text", string(one.text()))))
                                      : string(one.text())))
                      .toList()));
    };
  }

  private String content(ConversationStep conversationStep) {
    List<String> parts = new ArrayList<>();
    String role = "\"user\"";
    switch (conversationStep) {
      case ConversationStep.UserStep u -> {
        if (u.image()) {
          parts.add("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"" + PIXEL + "\"}}");
        }
        parts.add(object("text", string(u.text())));
      }
      case ConversationStep.AssistantStep a -> {
        role = "\"model\"";
        if (a.thought()) {
          parts.add("{\"text\":\"Hm.\",\"thought\":true}");
        }
        if (!a.text().isEmpty() || a.calls().isEmpty()) {
          String text = string(a.text());
          parts.add(
              a.thought()
                  ? object("text", text, "thoughtSignature", "\"c2ln\"")
                  : object("text", text));
        }
        a.calls()
            .forEach(
                c ->
                    parts.add(
                        object(
                            "functionCall",
                            object(
                                "id",
                                string(c.id()),
                                "name",
                                string(c.tool()),
                                "args",
                                c.arguments()))));
      }
      case ConversationStep.ResultsStep r ->
          r.results()
              .forEach(
                  one ->
                      parts.add(
                          object(
                              "functionResponse",
                              object(
                                  "id",
                                  string(one.id()),
                                  "name",
                                  string("Read"),
                                  "response",
                                  object("output", string(one.text()))))));
    }
    return object("role", role, "parts", list(parts));
  }

  private List<String> items(ConversationStep conversationStep) {
    return switch (conversationStep) {
      case ConversationStep.UserStep u ->
          List.of(
              object(
                  "type",
                  "\"message\"",
                  "role",
                  "\"user\"",
                  "content",
                  list(List.of(object("type", "\"input_text\"", "text", string(u.text()))))));
      case ConversationStep.AssistantStep a -> {
        List<String> items = new ArrayList<>();
        if (a.thought() && !(a.text().isEmpty() && a.calls().isEmpty())) {
          items.add("{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"Z0FBQUFB\"}");
        }
        if (!a.text().isEmpty()) {
          items.add(
              object(
                  "type",
                  "\"message\"",
                  "role",
                  "\"assistant\"",
                  "content",
                  list(List.of(object("type", "\"output_text\"", "text", string(a.text()))))));
        }
        a.calls()
            .forEach(
                c ->
                    items.add(
                        object(
                            "type",
                            "\"function_call\"",
                            "call_id",
                            string(c.id()),
                            "name",
                            string(c.tool()),
                            "arguments",
                            string(c.arguments()))));
        yield items;
      }
      case ConversationStep.ResultsStep r ->
          r.results().stream()
              .map(
                  one ->
                      object(
                          "type",
                          "\"function_call_output\"",
                          "call_id",
                          string(one.id()),
                          "output",
                          string(one.text())))
              .toList();
    };
  }

  private String object(String... members) {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < members.length; i += 2) {
      out.append(i == 0 ? "" : blanks ? ", " : ",").append('"').append(members[i]).append('"');
      out.append(blanks ? ": " : ":").append(members[i + 1]);
    }
    return out.append('}').toString();
  }

  private String list(List<String> items) {
    return "[" + String.join(blanks ? " ,\n" : ",", items) + "]";
  }

  /** {@code text} as this client writes it. */
  String string(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append(ascii ? "\\u0009" : "\\t");
        case '/' -> out.append(slashes ? "\\/" : "/");
        default -> {
          if (c < ' ' || (ascii && c > '~')) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
