package dev.compresh.compression;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.PromptPart;
import java.util.List;

/**
 * Counts the turns of a conversation: what puts something new before the model is one, be it the
 * user's words or a tool's result. Agents have few words of users and many results.
 */
public final class TurnCounter {
  private TurnCounter() {}

  /** Turns in {@code messages}. */
  public static int count(List<Message> messages) {
    return messages.stream().mapToInt(TurnCounter::count).sum();
  }

  /** Turns that {@code message} makes: one for the user's own words, and one for each result. */
  public static int count(Message message) {
    int results = 0;
    boolean said = false;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.ToolResult) {
        results++;
      } else {
        said |= message.role() == MessageRole.USER;
      }
    }
    return results + (said ? 1 : 0);
  }
}
