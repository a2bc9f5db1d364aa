package dev.compresh.compression.chat;

import dev.compresh.compression.chat.agency.AgentLoop;
import dev.compresh.compression.chat.agency.FewShotExamples;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps instructions from becoming gists: the examples with which a conversation begins stay, an
 * agent's session has no episodes, and where an assistant calls tools now and then, the first
 * message of the user and those that were answered by calls stay.
 */
final class TaskKeeper {
  private static final TaskTurn START =
      new TaskTurn(AgentLoop.NONE, FewShotExamples.NONE, -1, -1, -1, "", "");

  private final List<TaskTurn> turns = new ArrayList<>();

  /** Messages of the user that were answered by calls, with the message that shows it. */
  private final List<KeptTask> tasks = new ArrayList<>();

  /**
   * A message.
   *
   * @param loop what answered the assistant up to it
   * @param examples with what it began
   * @param worked index of the last message at which an agent was at work, -1 where none was
   * @param first index of the first message of the user, -1 where there is none yet
   * @param asked index of the last message that a person wrote, -1 where there is none
   * @param said what the assistant said last
   * @param replied what the user said last
   */
  private record TaskTurn(
      AgentLoop loop,
      FewShotExamples examples,
      int worked,
      int first,
      int asked,
      String said,
      String replied) {}

  private record KeptTask(int message, int shownBy) {}

  /** Takes in the next message; {@code text} is what it says. */
  void add(Message message, String text) {
    TaskTurn last = turns.isEmpty() ? START : turns.getLast();
    turns.add(next(last, message, text));
    boolean acted = turns.getLast().loop().results() > last.loop().results();
    if (acted && last.asked() >= 0 && !isTask(last.asked())) {
      tasks.add(new KeptTask(last.asked(), turns.size() - 1));
    }
  }

  private TaskTurn next(TaskTurn last, Message message, String text) {
    int at = turns.size();
    AgentLoop loop = last.loop();
    FewShotExamples examples = last.examples();
    int first = last.first();
    int asked = last.asked();
    String said = "";
    String replied = last.replied();
    if (isResult(message)) {
      loop = loop.withResult();
    } else if (message.role() == MessageRole.USER) {
      loop = loop.withReply(text, last.said(), replied);
      examples = examples.withQuestion(text);
      first = first < 0 ? at : first;
      asked = loop.programs() > last.loop().programs() ? asked : at;
      replied = text;
    } else if (message.role() == MessageRole.ASSISTANT) {
      said = text;
      examples = examples.withAnswer(text, at);
    }
    int worked = loop.isAgent() ? at : last.worked();
    return new TaskTurn(loop, examples, worked, first, asked, said, replied);
  }

  private static boolean isResult(Message message) {
    return message.role() == MessageRole.TOOL
        || message.parts().stream().anyMatch(PromptPart.ToolResult.class::isInstance);
  }

  /** Returns whether the messages so far are an agent's session. */
  boolean isAgent() {
    return !turns.isEmpty() && turns.getLast().loop().isAgent();
  }

  /** Returns whether message {@code at} has to stay, as far as the messages so far show. */
  boolean keeps(int at) {
    TaskTurn now = turns.isEmpty() ? START : turns.getLast();
    return at <= now.worked()
        || now.examples().holds(at)
        || (at == now.first() && now.loop().results() > 0)
        || isTask(at);
  }

  private boolean isTask(int at) {
    for (int i = tasks.size() - 1; i >= 0 && tasks.get(i).message() >= at; i--) {
      if (tasks.get(i).message() == at) {
        return true;
      }
    }
    return false;
  }

  /** Forgets all but the first {@code size} messages. */
  void truncate(int size) {
    while (turns.size() > size) {
      turns.removeLast();
    }
    while (!tasks.isEmpty() && tasks.getLast().shownBy() >= size) {
      tasks.removeLast();
    }
  }
}
