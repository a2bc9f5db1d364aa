package dev.compresh.compression.intent;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.List;

/**
 * Tells whether a request is about its conversation as a whole, so that what it is not shown is
 * lost for good: an agent's history without its tools, a system text whose task is to sum up, or a
 * last message that asks for it. Rests on the request alone.
 */
public final class WholeConversationRequest {
  /** Characters at either end of a message in which the wish appears. */
  private static final int LOOKED_AT = 1_500;

  /** Characters of the first sentences of a system text, which say what it is for. */
  private static final int TASK = 400;

  /** Characters of an instruction that is no mere reply. */
  private static final int LONG = 120;

  /** Calls that show that an agent was at work. */
  private static final int AGENT = 3;

  private WholeConversationRequest() {}

  /** Returns whether {@code prompt} is one. */
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
    return message.role() == MessageRole.USER
        && message.parts().stream().noneMatch(PromptPart.ToolResult.class::isInstance);
  }

  private static long calls(Prompt prompt) {
    return prompt.messages().stream()
        .flatMap(message -> message.parts().stream())
        .filter(promptPart -> promptPart instanceof PromptPart.ToolCall)
        .count();
  }

  /** The system text, as far as it appears in one place. */
  private static String task(Prompt prompt) {
    Message first = prompt.messages().getFirst();
    if (first.role() == MessageRole.SYSTEM) {
      return text(prompt, first);
    }
    for (BodyField bodyField : BodyField.listFields(prompt)) {
      if (bodyField.name().equals("system") || bodyField.name().equals("instructions")) {
        List<BodyField> blocks = bodyField.items();
        return blocks.isEmpty()
            ? bodyField.text()
            : blocks.getLast().member("text").map(BodyField::text).orElse("");
      }
    }
    return "";
  }

  private static boolean hasTools(Prompt prompt) {
    boolean offered =
        prompt.messages().stream()
            .flatMap(message -> message.parts().stream())
            .anyMatch(
                p -> p instanceof PromptPart.FixedPart f && f.type().equals("additional_tools"));
    return offered
        || BodyField.listFields(prompt).stream()
            .anyMatch(
                bodyField ->
                    (bodyField.name().equals("tools") || bodyField.name().equals("functions"))
                        && !bodyField.items().isEmpty());
  }

  private static String text(Prompt prompt, Message message) {
    StringBuilder out = new StringBuilder();
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart textPart) {
        out.append(out.isEmpty() ? "" : "\n").append(prompt.text(textPart));
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
