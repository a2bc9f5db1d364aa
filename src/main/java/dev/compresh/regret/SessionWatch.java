package dev.compresh.regret;

import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.plaintext.InlineResults;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches one session for signs that compression took away what was needed. Each request shows what
 * the model did after the one before it: that step alone is judged, so that instances which share a
 * session count nothing twice. Remembers what was cut by then; where that is lost, what is cut now
 * is used. Not thread-safe.
 */
public final class SessionWatch {
  private final List<ContentDigest> seen = new ArrayList<>();
  private final WatchedTools tools = new WatchedTools();
  private final RepeatedSpeech speech = new RepeatedSpeech();

  /**
   * Takes in a request.
   *
   * @param sent as the client sent it
   * @param changes what compression changes in it, or would
   */
  public RegretCounts observe(Prompt sent, List<PlannedChange> changes) {
    Prompt prompt = InlineResults.locate(sent);
    List<Message> messages = prompt.messages();
    int known = known(messages);
    truncate(known);
    int step = lastStep(messages);
    List<RegretSign> regrets = new ArrayList<>();
    if (known < step) {
      for (int i = known; i < step; i++) {
        add(prompt, messages.get(i), null);
      }
      mark(prompt, changes, step);
    }
    for (int i = Math.max(known, step); i < messages.size(); i++) {
      add(prompt, messages.get(i), regrets);
    }
    return new RegretCounts(mark(prompt, changes, messages.size()), regrets);
  }

  /** Roughly, in bytes. */
  public int size() {
    return 40 * seen.size() + tools.size() + speech.size();
  }

  private int known(List<Message> messages) {
    int known = 0;
    while (known < seen.size()
        && known < messages.size()
        && seen.get(known).equals(messages.get(known).digest())) {
      known++;
    }
    return known;
  }

  private void truncate(int length) {
    seen.subList(length, seen.size()).clear();
    tools.truncate(length);
  }

  /** Returns where the last answer of the model begins; the end where there is none. */
  private static int lastStep(List<Message> messages) {
    int at = messages.size();
    while (at > 0 && messages.get(at - 1).role() != MessageRole.ASSISTANT) {
      at--;
    }
    if (at == 0) {
      return messages.size();
    }
    while (at > 0 && messages.get(at - 1).role() == MessageRole.ASSISTANT) {
      at--;
    }
    return at;
  }

  /**
   * Takes a message in.
   *
   * @param regrets where to put what it tells; null where it is not to be judged
   */
  private void add(Prompt prompt, Message message, @Nullable List<RegretSign> regrets) {
    seen.add(message.digest());
    tools.add(prompt, message, regrets);
    boolean user = message.role() == MessageRole.USER;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart textPart
          && (user || message.role() == MessageRole.ASSISTANT)) {
        String said = prompt.text(textPart);
        if (user && regrets != null && speech.repeats(said)) {
          regrets.add(new RegretSign(RegretKind.SAID_AGAIN, Layer.CHAT_MEMORY, said.length() / 4));
        }
        speech.add(message.index(), said);
      }
    }
  }

  /** Notes what of the first {@code count} messages is cut; how much of that is new, by layer. */
  private Map<Layer, Integer> mark(Prompt prompt, List<PlannedChange> changes, int count) {
    Map<Layer, Integer> fresh = new EnumMap<>(Layer.class);
    for (PlannedChange plannedChange : changes) {
      if (plannedChange.message() >= count) {
        continue;
      }
      boolean first =
          switch (plannedChange) {
            case PlannedChange.TextPrepend textPrepend -> {
              speech.recall(textPrepend.text());
              yield false;
            }
            case PlannedChange.MessageDrop messageDrop -> speech.fold(messageDrop.message());
            case PlannedChange.TextRewrite textRewrite ->
                textRewrite.layer() == Layer.CHAT_MEMORY
                    ? speech.fold(textRewrite.message())
                    : tools.cut(prompt.messages().get(textRewrite.message()), textRewrite, count);
            case PlannedChange.WithoutReasoning ignored -> false;
          };
      if (first) {
        fresh.merge(plannedChange.layer(), 1, Integer::sum);
      }
    }
    return fresh;
  }
}
