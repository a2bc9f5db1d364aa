package dev.compresh.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads bodies for tests, and shows spans as text. */
final class Bodies {
  private Bodies() {}

  static Prompt read(Dialect dialect, String json) {
    return (Prompt) PromptReader.read(dialect, json.getBytes(UTF_8));
  }

  static Prompt chat(String... messages) {
    return read(
        Dialect.CHAT, "{\"model\":\"m\",\"messages\":[" + String.join(",", messages) + "]}");
  }

  static Prompt messages(String... messages) {
    return read(
        Dialect.MESSAGES, "{\"model\":\"m\",\"messages\":[" + String.join(",", messages) + "]}");
  }

  static Prompt responses(String... items) {
    return read(Dialect.RESPONSES, "{\"model\":\"m\",\"input\":[" + String.join(",", items) + "]}");
  }

  static String at(Prompt prompt, Span span) {
    return new String(prompt.body(), span.start(), span.length(), UTF_8);
  }

  /** A message's parts in short: {@code text(hi)}, {@code call(id,name,args)}, … */
  static String parts(Prompt prompt, int message) {
    StringBuilder out = new StringBuilder();
    for (Part part : prompt.messages().get(message).parts()) {
      out.append(out.isEmpty() ? "" : " ");
      switch (part) {
        case Part.Text p ->
            out.append(p.cacheControl() ? "cached(" : "text(").append(prompt.text(p));
        case Part.ToolCall p ->
            out.append("call(")
                .append(p.id())
                .append(',')
                .append(p.name())
                .append(',')
                .append(at(prompt, p.arguments()));
        case Part.ToolResult p -> {
          out.append(p.error() ? "error(" : "result(").append(p.callId());
          p.texts().forEach(text -> out.append(',').append(prompt.text(text)));
          out.append(p.textOnly() ? "" : ",+").append(p.cacheControl() ? ",cached" : "");
        }
        case Part.Name p -> out.append("name(").append(p.name());
        case Part.Fixed p -> out.append("fixed(").append(p.type());
      }
      out.append(')');
    }
    return out.toString();
  }
}
