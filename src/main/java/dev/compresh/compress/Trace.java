package dev.compresh.compress;

import dev.compresh.compress.pinned.Pins;
import dev.compresh.wire.Digest;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is remembered of one conversation: which messages it had, and what the layers made of them.
 * Used by one request at a time.
 */
final class Trace {
  private final List<Digest> digests = new ArrayList<>();

  /** At which of them the provider's cache was cold. */
  private final BitSet cold = new BitSet();

  private final List<History> histories;

  /** How each of them was sent, where that is settled for good; grows with {@link #settle}. */
  private final List<SentMessage> sent = new ArrayList<>();

  /** Messages that were forwarded as they are because time had run out, on whatever branch. */
  private final Set<Late> late = new HashSet<>();

  private final Runnable dropped;

  /** Bytes of text up to each message: what is beyond the bounds of work is not planned. */
  private final List<Long> texts = new ArrayList<>();

  private long bytes;

  /**
   * What is to be taken in, and how it is counted.
   *
   * @param raw the prompt as it was read; {@code prompt} may see results of tools in its texts
   * @param pins how messages were sent before, and have to be again
   * @param counts of whole messages
   * @param tokens of texts
   */
  record Work(
      Prompt prompt, Prompt raw, Anchors anchors, Pins pins, PromptTokens counts, Counter tokens) {}

  /** A message that time ran out for, by its place. */
  record Late(int index, Digest digest) {
    Late(Message message) {
      this(message.index(), message.digest());
    }
  }

  /**
   * A trace of no message yet.
   *
   * @param head tokens before the conversation
   * @param dropped told of each history that fails
   */
  Trace(List<History> histories, int head, Runnable dropped) {
    this.dropped = dropped;
    this.histories = new ArrayList<>(histories);
    each(history -> history.begin(head));
  }

  int size() {
    return digests.size();
  }

  /** Rough size in memory: it grows with the text taken in. */
  long bytes() {
    return bytes;
  }

  /**
   * How many leading messages it knows of {@code messages}: taken in as {@code anchors} say and as
   * {@code pins} hold them, or behind those, late.
   */
  int shared(List<Message> messages, Anchors anchors, Pins pins) {
    int limit = Math.min(digests.size(), messages.size());
    if (pins.settled() > 0) {
      // What is new is planned by this conversation's own ledger, not by how another one sent it.
      limit = Math.min(limit, pins.settled());
    }
    int same = 0;
    while (same < limit
        && same(same, messages.get(same), anchors)
        && (!pins.settles(same) || isSentAs(same, pins))) {
      same++;
    }
    if (pins.settled() > 0) {
      return same;
    }
    while (same >= digests.size()
        && same < messages.size()
        && late.contains(new Late(messages.get(same)))) {
      same++;
    }
    return same;
  }

  private boolean same(int at, Message message, Anchors anchors) {
    return digests.get(at).equals(message.digest()) && cold.get(at) == anchors.at(message);
  }

  private boolean isSentAs(int at, Pins pins) {
    return at < sent.size() && sent.get(at).form().equals(pins.form(at));
  }

  /** How the leading messages were sent, as far as that is settled. */
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
    each(history -> history.truncate(size));
  }

  /**
   * Takes in what is new of {@code prompt}, within the bounds of work and as far as time allows.
   */
  void extend(Work work, Deadline deadline) {
    Prompt prompt = work.prompt();
    List<Message> messages = prompt.messages();
    for (int i = digests.size(); i < messages.size() && isWithinBounds(messages.get(i)); i++) {
      if (deadline.passed() || !appended(work, messages.get(i))) {
        messages.subList(i, messages.size()).forEach(m -> late.add(new Late(m)));
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
  private boolean appended(Work work, Message message) {
    int size = digests.size();
    try {
      append(work, message);
      return true;
    } catch (TimeLimitReached e) {
      each(history -> history.truncate(size));
      return false;
    }
  }

  private void append(Work work, Message message) {
    Contents contents = Contents.of(work.prompt(), message);
    Counter tokens = work.tokens();
    int size = work.counts().count(work.prompt(), message);
    boolean settled = work.pins().settles(message.index());
    SentMessage before = settled ? sent(work, message) : SentMessage.RAW;
    boolean pass = settled ? before.form().isRaw() : late.contains(new Late(message));
    boolean anchor = work.anchors().at(message);
    List<String> forwarded =
        before.sent(work.raw().messages().get(message.index()), message, contents.texts());
    each(
        history -> {
          history.arriving(size, anchor);
          if (settled) {
            history.replay(message, contents.texts(), contents.arguments(), forwarded, tokens);
          } else if (pass) {
            history.pass(message, contents.texts(), contents.arguments(), tokens);
          } else {
            history.append(message, contents.texts(), contents.arguments(), tokens);
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

  private static SentMessage sent(Work work, Message message) {
    int at = message.index();
    return SentMessage.of(
        work.pins().form(at), work.raw(), work.raw().messages().get(at), work.tokens());
  }

  /** Writes what all layers have to say into {@code sheet}. */
  void contribute(Sheet sheet) {
    sheet.keep(late);
    each(
        history -> {
          int mark = sheet.mark();
          try {
            history.contribute(sheet);
          } catch (RuntimeException | StackOverflowError e) {
            sheet.rewind(mark);
            throw e;
          }
        });
  }

  /**
   * A layer that fails is out for this conversation: all it wrote goes out as the client sent it.
   */
  private void each(Consumer<History> action) {
    histories.removeIf(
        history -> {
          try {
            action.accept(history);
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
