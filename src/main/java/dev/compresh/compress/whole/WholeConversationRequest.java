package dev.compresh.compress.whole;

import dev.compresh.wire.Field;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;
import java.util.List;

/**
 * Tells whether a request is about its conversation as a whole, so that what it is not shown is
 * lost for good: an agent's history without its tools, a system text whose task is to sum up, or a
 * last message that asks for it. Rests on the request alone.
 */
public final class WholeConversationRequest {
  /** Characters at either end of a message in which the wish stands. */
  private static final int LOOKED_AT = 1_500;

  /** Characters of the first sentences of a system text, which say what it is for. */
  private static final int TASK = 400;

  /** Characters of an instruction that is no mere reply. */
  private static final int LONG = 120;

  /** Calls that show that an agent was at work. */
  private static final int AGENT = 3;

  private WholeConversationRequest() {}

  /** Whether {@code prompt} is one. */
  public static boolean is(Prompt prompt) {
    List<Message> messages = prompt.messages();
    if (messages.isEmpty() || !isSpoken(messages.getLast())) {
      return false;
    }
    String asked = text(prompt, messages.getLast());
    return WholeWords.areIn(ends(asked)) || (!hasTools(prompt) && isAboutWhole(prompt, asked));
  }

  private static boolean isAboutWhole(Prompt prompt, String asked) {
    String task = task(prompt);
    return WholeWords.areIn(task.substring(0, Math.min(task.length(), TASK)))
        || (asked.length() >= LONG && calls(prompt) >= AGENT);
  }

  private static boolean isSpoken(Message message) {
    return message.role() == Role.USER
        && message.parts().stream().noneMatch(Part.ToolResult.class::isInstance);
  }

  private static long calls(Prompt prompt) {
    return prompt.messages().stream()
        .flatMap(message -> message.parts().stream())
        .filter(part -> part instanceof Part.ToolCall)
        .count();
  }

  /** The system text, as far as it stands in one place. */
  private static String task(Prompt prompt) {
    Message first = prompt.messages().getFirst();
    if (first.role() == Role.SYSTEM) {
      return text(prompt, first);
    }
    for (Field field : Field.of(prompt)) {
      if (field.name().equals("system") || field.name().equals("instructions")) {
        List<Field> blocks = field.items();
        return blocks.isEmpty()
            ? field.text()
            : blocks.getLast().member("text").map(Field::text).orElse("");
      }
    }
    return "";
  }

  private static boolean hasTools(Prompt prompt) {
    boolean offered =
        prompt.messages().stream()
            .flatMap(message -> message.parts().stream())
            .anyMatch(p -> p instanceof Part.Fixed f && f.type().equals("additional_tools"));
    return offered
        || Field.of(prompt).stream()
            .anyMatch(
                field ->
                    (field.name().equals("tools") || field.name().equals("functions"))
                        && !field.items().isEmpty());
  }

  private static String text(Prompt prompt, Message message) {
    StringBuilder out = new StringBuilder();
    for (Part part : message.parts()) {
      if (part instanceof Part.Text text) {
        out.append(out.isEmpty() ? "" : "\n").append(prompt.text(text));
      }
    }
    return out.toString();
  }

  private static String ends(String text) {
    return text.length() <= 2 * LOOKED_AT
        ? text
        : text.substring(0, LOOKED_AT) + '\n' + text.substring(text.length() - LOOKED_AT);
  }
}
