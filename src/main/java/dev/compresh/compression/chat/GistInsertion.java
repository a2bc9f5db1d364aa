package dev.compresh.compression.chat;

import dev.compresh.compression.Layer;
import dev.compresh.compression.PlanDraft;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.PromptPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes gists into a draft. A gist takes the place of one user message, a short line that of the
 * last assistant message, and all else of its episodes goes, so that roles follow each other as
 * before.
 */
final class GistInsertion {
  /** What the assistant says to a gist. No answer may be empty. */
  static final String ANSWER = "Noted.";

  /** What further parts of a message become whose first is rewritten. */
  private static final String NOTHING = "…";

  /** What role and separators of a gist and its answer come to. */
  static final int FRAMES = 10;

  private final PlanDraft planDraft;
  private final List<Message> messages;
  private int sent;

  GistInsertion(PlanDraft planDraft, List<Message> messages) {
    this.planDraft = planDraft;
    this.messages = messages;
  }

  /** Tokens of what was written, frames included. */
  int sent() {
    return sent;
  }

  void rung(GistTree.GistLevel gistLevel) {
    Episode home = gistLevel.first();
    int asked = carrier(home, MessageRole.USER);
    int answered = home.to() - 1;
    for (Episode episode : gistLevel.episodes()) {
      for (int i = episode.from(); i < episode.to(); i++) {
        if (i == asked) {
          rewrite(i, gistLevel.gist().text(), "episodes as a gist");
        } else if (i == answered) {
          rewrite(i, ANSWER, "answers in the gist");
          planDraft.dropReasoning(messages.get(i));
        } else {
          planDraft.drop(messages.get(i), Layer.CHAT_MEMORY, "in the gist");
        }
      }
    }
    sent += FRAMES;
  }

  /** The message of {@code role} with the fewest parts. */
  private int carrier(Episode episode, MessageRole messageRole) {
    int best = episode.from();
    for (int i = episode.from(); i < episode.to() - 1; i++) {
      boolean fewer = messages.get(i).parts().size() < messages.get(best).parts().size();
      if (messages.get(i).role() == messageRole && fewer) {
        best = i;
      }
    }
    return best;
  }

  private void rewrite(int message, String text, String reason) {
    boolean first = true;
    for (PromptPart promptPart : messages.get(message).parts()) {
      if (promptPart instanceof PromptPart.TextPart t) {
        String put = first ? text : NOTHING;
        planDraft.rewrite(messages.get(message), t, put, Layer.CHAT_MEMORY, reason);
        sent += planDraft.tokens().count(put);
        first = false;
      }
    }
  }

  static PromptPart.@Nullable TextPart firstText(Message message) {
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart textPart) {
        return textPart;
      }
    }
    return null;
  }
}
