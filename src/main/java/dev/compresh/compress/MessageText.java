package dev.compresh.compress;

import dev.compresh.wire.JsonText;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message says, decoded.
 *
 * @param texts its text parts and the texts of its tool results, in order
 * @param arguments the arguments of its calls as JSON text, in order
 */
public record MessageText(List<String> texts, List<String> arguments) {

  public static MessageText of(Prompt prompt, Message message) {
    List<String> texts = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text text -> texts.add(prompt.text(text));
        case Part.ToolResult result -> result.texts().forEach(text -> texts.add(prompt.text(text)));
        case Part.ToolCall call -> arguments.add(json(prompt.body(), call.arguments()));
        case Part.Name name -> {}
        case Part.Fixed fixed -> {}
      }
    }
    return new MessageText(texts, arguments);
  }

  /** JSON at {@code span}: an object as it stands, or the text of a literal that holds one. */
  static String json(byte[] body, Span span) {
    return span.length() > 0 && body[span.start()] == '"'
        ? JsonText.decode(body, span)
        : new String(body, span.start(), span.length(), StandardCharsets.UTF_8);
  }
}
