package dev.compresh.compression;

import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The cached state of one conversation: which messages it had, and what the layers made of them.
 * Used by one request at a time.
 */
final class ConversationState {
  private final List<ContentDigest> digests = new ArrayList<>();

  /** At which of them the provider's cache was cold. */
  private final BitSet cold = new BitSet();

  private final List<LayerHistory> histories;

  /** How each of them was sent, where that is settled for good; grows with {@link #settle}. */
  private final List<SentMessage> sent = new ArrayList<>();

  /** Messages that were forwarded as they are because time had run out, on whatever branch. */
  private final Set<LateMessage> late = new HashSet<>();

  private final Runnable dropped;

  /** Bytes of text up to each message: what is beyond the bounds of work is not planned. */
  private final List<Long> texts = new ArrayList<>();

  private long bytes;

  /**
   * The prompt to add, and its token counter.
   *
   * @param raw the prompt as it was read; {@code prompt} may see results of tools in its texts
   * @param pins how messages were sent before, and have to be again
   * @param counts of whole messages
   * @param tokens of texts
   */
  record StateWork(
      Prompt prompt,
      Prompt raw,
      CacheBreakpoints anchors,
      PinnedMessages pins,
      PromptTokens counts,
      TokenCounter tokens) {}

  /** A message that time ran out for, by its place. */
  record LateMessage(int index, ContentDigest digest) {
    LateMessage(Message message) {
      this(message.index(), message.digest());
    }
  }

  /**
   * A trace of no message yet.
   *
   * @param head tokens before the conversation
   * @param dropped notified of each history that fails
   */
  ConversationState(List<LayerHistory> histories, int head, Runnable dropped) {
    this.dropped = dropped;
    this.histories = new ArrayList<>(histories);
    each(layerHistory -> layerHistory.begin(head));
  }

  int size() {
    return digests.size();
  }

  /** Rough size in memory: it grows with the text taken in. */
  long bytes() {
    return bytes;
  }

  /**
   * Returns how many leading messages it knows of {@code messages}: taken in as {@code anchors} say
   * and as {@code pins} hold them, or behind those, late.
   */
  int shared(
      List<Message> messages, CacheBreakpoints cacheBreakpoints, PinnedMessages pinnedMessages) {
    int limit = Math.min(digests.size(), messages.size());
    if (pinnedMessages.settled() > 0) {
      // What is new is planned by this conversation's own ledger, not by how another one sent it.
      limit = Math.min(limit, pinnedMessages.settled());
    }
    int same = 0;
    while (same < limit
        && same(same, messages.get(same), cacheBreakpoints)
        && (!pinnedMessages.settles(same) || isSentAs(same, pinnedMessages))) {
      same++;
    }
    if (pinnedMessages.settled() > 0) {
      return same;
    }
    while (same >= digests.size()
        && same < messages.size()
        && late.contains(new LateMessage(messages.get(same)))) {
      same++;
    }
    return same;
  }

  private boolean same(int at, Message message, CacheBreakpoints cacheBreakpoints) {
    return digests.get(at).equals(message.digest())
        && cold.get(at) == cacheBreakpoints.isBreakpoint(message);
  }

  private boolean isSentAs(int at, PinnedMessages pinnedMessages) {
    return at < sent.size() && sent.get(at).form().equals(pinnedMessages.form(at));
  }

  /** Returns how the leading messages were sent, as far as that is settled. */
  List<SentMessage> sent() {
    return sent;
  }

  /**
   * Notes how its messages were sent this time. Where a message went out otherwise than the layers
   * wrote it, they have to take it in again.
   *
   * @param now for each message of the prompt
   * @param wished what the layers wrote, for those that were new
   */
  void settle(List<SentMessage> now, List<SentMessage> wished, int fresh) {
    int size = Math.min(digests.size(), now.size());
    for (int i = fresh; i < size; i++) {
      if (!now.get(i).form().hasTextsOf(wished.get(i).form())) {
        truncate(i);
        size = i;
      }
    }
    for (int i = 0; i < size; i++) {
      if (i == sent.size()) {
        sent.add(now.get(i));
      } else {
        sent.set(i, now.get(i));
      }
    }
  }

  /** Keeps the first {@code size} messages. */
  void truncate(int size) {
    if (size >= digests.size()) {
      return;
    }
    cold.clear(size, digests.size());
    digests.subList(size, digests.size()).clear();
    texts.subList(size, texts.size()).clear();
    sent.subList(Math.min(size, sent.size()), sent.size()).clear();
    each(layerHistory -> layerHistory.truncate(size));
  }

  /**
   * Takes in what is new of {@code prompt}, within the bounds of work and as far as time allows.
   */
  void extend(StateWork stateWork, PlanDeadline planDeadline) {
    Prompt prompt = stateWork.prompt();
    List<Message> messages = prompt.messages();
    for (int i = digests.size(); i < messages.size() && isWithinBounds(messages.get(i)); i++) {
      if (planDeadline.passed() || !appended(stateWork, messages.get(i))) {
        messages.subList(i, messages.size()).forEach(m -> late.add(new LateMessage(m)));
        bytes += 100L * (messages.size() - i);
        return;
      }
    }
  }

  /** Bytes of text up to the end of {@code message}, the next one. */
  private long textUpTo(Message message) {
    return WorkBounds.text(message) + (texts.isEmpty() ? 0 : texts.getLast());
  }

  private boolean isWithinBounds(Message next) {
    return WorkBounds.admits(digests.size(), textUpTo(next));
  }

  /** Takes {@code message} in, or nothing of it where time ends on the way. */
  private boolean appended(StateWork stateWork, Message message) {
    int size = digests.size();
    try {
      append(stateWork, message);
      return true;
    } catch (TimeLimitReached e) {
      each(layerHistory -> layerHistory.truncate(size));
      return false;
    }
  }

  private void append(StateWork stateWork, Message message) {
    MessageText messageText = MessageText.of(stateWork.prompt(), message);
    TokenCounter tokens = stateWork.tokens();
    int size = stateWork.counts().count(stateWork.prompt(), message);
    boolean settled = stateWork.pins().settles(message.index());
    SentMessage before = settled ? sent(stateWork, message) : SentMessage.RAW;
    boolean pass = settled ? before.form().isRaw() : late.contains(new LateMessage(message));
    boolean anchor = stateWork.anchors().isBreakpoint(message);
    List<String> forwarded =
        before.sent(stateWork.raw().messages().get(message.index()), message, messageText.texts());
    each(
        layerHistory -> {
          layerHistory.arriving(size, anchor);
          if (settled) {
            layerHistory.replay(
                message, messageText.texts(), messageText.arguments(), forwarded, tokens);
          } else if (pass) {
            layerHistory.pass(message, messageText.texts(), messageText.arguments(), tokens);
          } else {
            layerHistory.append(message, messageText.texts(), messageText.arguments(), tokens);
          }
        });
    if (settled && sent.size() == digests.size()) {
      sent.add(before);
    }
    cold.set(digests.size(), anchor);
    texts.add(textUpTo(message));
    digests.add(message.digest());
    bytes += 200 + 3L * message.span().length();
  }

  private static SentMessage sent(StateWork stateWork, Message message) {
    int at = message.index();
    return SentMessage.of(
        stateWork.pins().form(at),
        stateWork.raw(),
        stateWork.raw().messages().get(at),
        stateWork.tokens());
  }

  /** Writes what all layers have to say into {@code sheet}. */
  void contribute(PlanBuilder planBuilder) {
    planBuilder.keep(late);
    each(
        layerHistory -> {
          int mark = planBuilder.mark();
          try {
            layerHistory.contribute(planBuilder);
          } catch (RuntimeException | StackOverflowError e) {
            planBuilder.rewind(mark);
            throw e;
          }
        });
  }

  /**
   * A layer that fails is out for this conversation: all it wrote goes out as the client sent it.
   */
  private void each(Consumer<LayerHistory> action) {
    histories.removeIf(
        layerHistory -> {
          try {
            action.accept(layerHistory);
            return false;
          } catch (TimeLimitReached e) {
            throw e;
          } catch (RuntimeException | StackOverflowError e) {
            dropped.run();
            return true;
          }
        });
  }
}
