package dev.compresh.compression.topics;

import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.List;

/**
 * The tag cloud of a session, and which messages are in it already: each request adds what is new
 * in it, once, however often it is sent. Holds terms and hashes, no text. Immutable.
 */
public record SessionCloud(TagCloud cloud, CountedMessages seen) {
  public static final SessionCloud EMPTY = new SessionCloud(TagCloud.EMPTY, CountedMessages.NONE);

  /** Messages at the end that are read where none of a prompt is known. */
  private static final int FIRST_SIGHT = CountedMessages.MOST;

  private static final ContentDigest NOTHING = new ContentDigest(0, 0);

  /** The cloud with what is new in {@code prompt}: this very one where nothing is. */
  public SessionCloud addNew(Prompt prompt) {
    List<Message> said = new ArrayList<>();
    for (Message message : prompt.messages()) {
      if (speech(message)) {
        said.add(message);
      }
    }
    int from = unknown(said);
    TagCloud next = cloud;
    CountedMessages known = seen;
    for (int i = from; i < said.size(); i++) {
      Message message = said.get(i);
      next = next.said(message.role() == MessageRole.USER, text(prompt, message));
      known = known.add(previousDigest(said, i), message.digest());
    }
    return from == said.size() ? this : new SessionCloud(next, known);
  }

  private static boolean speech(Message message) {
    boolean speaks = message.role() == MessageRole.USER || message.role() == MessageRole.ASSISTANT;
    return speaks
        && message.parts().stream().anyMatch(PromptPart.TextPart.class::isInstance)
        && message.parts().stream().noneMatch(PromptPart.ToolResult.class::isInstance);
  }

  /**
   * Index of the first message that is new; all before the last known one count as known. What
   * appears in the prompt more often than it was counted has been said again.
   */
  private int unknown(List<Message> said) {
    int least = Math.max(0, said.size() - FIRST_SIGHT);
    for (int i = said.size() - 1; i >= least; i--) {
      ContentDigest contentDigest = said.get(i).digest();
      int counted = seen.times(previousDigest(said, i), contentDigest);
      if ((counted > 0 && counted >= times(said, least, i))
          || (i == 0 && seen.has(contentDigest))) {
        return i + 1;
      }
    }
    return least;
  }

  /**
   * Returns how often message {@code i} comes after the same one, from {@code least} up to there.
   */
  private static int times(List<Message> said, int least, int i) {
    int times = 0;
    for (int j = least; j <= i; j++) {
      if (said.get(j).digest().equals(said.get(i).digest())
          && previousDigest(said, j).equals(previousDigest(said, i))) {
        times++;
      }
    }
    return times;
  }

  private static ContentDigest previousDigest(List<Message> said, int i) {
    return i == 0 ? NOTHING : said.get(i - 1).digest();
  }

  private static String text(Prompt prompt, Message message) {
    StringBuilder text = new StringBuilder();
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart t) {
        text.append(text.isEmpty() ? "" : "\n").append(prompt.text(t));
      }
    }
    return text.toString();
  }
}
