package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.json.ByteSpan;

/** Reads bodies for tests, and shows spans as text. */
final class BodyReading {
  private BodyReading() {}

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

  static String at(Prompt prompt, ByteSpan byteSpan) {
    return new String(prompt.body(), byteSpan.start(), byteSpan.length(), UTF_8);
  }

  /** A message's parts in short: {@code text(hi)}, {@code call(id,name,args)}, … */
  static String parts(Prompt prompt, int message) {
    StringBuilder out = new StringBuilder();
    for (PromptPart promptPart : prompt.messages().get(message).parts()) {
      out.append(out.isEmpty() ? "" : " ");
      switch (promptPart) {
        case PromptPart.TextPart p ->
            out.append(p.cacheControl() ? "cached(" : "text(").append(prompt.text(p));
        case PromptPart.ToolCall p ->
            out.append("call(")
                .append(p.id())
                .append(',')
                .append(p.name())
                .append(',')
                .append(at(prompt, p.arguments()));
        case PromptPart.ToolResult p -> {
          out.append(p.error() ? "error(" : "result(").append(p.callId());
          p.texts().forEach(textPart -> out.append(',').append(prompt.text(textPart)));
          out.append(p.textOnly() ? "" : ",+").append(p.cacheControl() ? ",cached" : "");
        }
        case PromptPart.NamePart p -> out.append("name(").append(p.name());
        case PromptPart.FixedPart p -> out.append("fixed(").append(p.type());
      }
      out.append(')');
    }
    return out.toString();
  }
}
