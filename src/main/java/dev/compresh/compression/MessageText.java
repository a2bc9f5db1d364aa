package dev.compresh.compression;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoded texts of a message.
 *
 * @param texts its text parts and the texts of its tool results, in order
 * @param arguments the arguments of its calls as JSON text, in order
 */
public record MessageText(List<String> texts, List<String> arguments) {

  public static MessageText of(Prompt prompt, Message message) {
    List<String> texts = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (PromptPart promptPart : message.parts()) {
      switch (promptPart) {
        case PromptPart.TextPart textPart -> texts.add(prompt.text(textPart));
        case PromptPart.ToolResult result ->
            result.texts().forEach(textPart -> texts.add(prompt.text(textPart)));
        case PromptPart.ToolCall call -> arguments.add(json(prompt.body(), call.arguments()));
        case PromptPart.NamePart namePart -> {}
        case PromptPart.FixedPart fixedPart -> {}
      }
    }
    return new MessageText(texts, arguments);
  }

  /** JSON at {@code span}: an object as it is, or the text of a literal that holds one. */
  static String json(byte[] body, ByteSpan byteSpan) {
    return byteSpan.length() > 0 && body[byteSpan.start()] == '"'
        ? JsonText.decode(body, byteSpan)
        : new String(body, byteSpan.start(), byteSpan.length(), StandardCharsets.UTF_8);
  }
}
