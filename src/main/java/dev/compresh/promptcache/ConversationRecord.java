package dev.compresh.promptcache;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of a session's conversations; an agent may run several at once with helpers of its
 * own. Hashes, counts and times, no text.
 *
 * @param lines the last of them, at most {@link #MOST}, latest last
 */
public record ConversationRecord(List<ConversationLine> lines) {
  public static final ConversationRecord EMPTY = new ConversationRecord(List.of());

  private static final int VERSION = 2;
  private static final int MOST = 4;

  public ConversationRecord {
    lines = List.copyOf(lines);
  }

  /**
   * The request that {@code prompt} goes on from: all its messages are the same. Where it has no
   * other ones either, the same request comes once more.
   */
  @Nullable ConversationLine previous(Prompt prompt) {
    return previous(prompt, lines);
  }

  /** The same; one that went to the same place, and with the same tools and system text, first. */
  @Nullable ConversationLine previous(Prompt prompt, int head) {
    ConversationLine same =
        previous(prompt, lines.stream().filter(line -> line.head() == head).toList());
    return same == null ? previous(prompt) : same;
  }

  private static @Nullable ConversationLine previous(Prompt prompt, List<ConversationLine> lines) {
    int count = prompt.messages().size();
    ConversationLine best = null;
    for (ConversationLine line : lines) {
      boolean longer = best == null || line.messages() > best.messages();
      if (line.messages() <= count && longer && line.chain() == chain(prompt, line.messages())) {
        best = line;
      }
    }
    return best;
  }

  /**
   * Returns whether {@code prompt} goes on from what is remembered without a request between them:
   * at most one answer is new.
   */
  public boolean isCurrent(Prompt prompt) {
    ConversationLine line = previous(prompt);
    return line != null
        && prompt.messages().subList(line.messages(), prompt.messages().size()).stream()
                .filter(message -> message.role() == dev.compresh.dialect.MessageRole.ASSISTANT)
                .count()
            <= 1;
  }

  /** With {@code line} in the place of {@code before}, and of what had the same messages. */
  ConversationRecord add(ConversationLine line, @Nullable ConversationLine before) {
    List<ConversationLine> kept = new ArrayList<>(lines);
    kept.removeIf(
        old ->
            old.equals(before)
                || (old.messages() == line.messages()
                    && old.chain() == line.chain()
                    && old.head() == line.head()));
    kept.add(line);
    return new ConversationRecord(kept.subList(Math.max(0, kept.size() - MOST), kept.size()));
  }

  /** Without a mark on the request of {@code messages} and {@code chain}: it came to nothing. */
  ConversationRecord unwritten(int messages, long chain) {
    return new ConversationRecord(
        lines.stream()
            .map(l -> l.messages() == messages && l.chain() == chain ? l.unwritten() : l)
            .toList());
  }

  /** One hash of the first {@code count} messages as the client sent them. */
  static long chain(Prompt prompt, int count) {
    long hash = 0;
    for (Message message : prompt.messages().subList(0, count)) {
      hash = (hash ^ message.digest().high()) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** The stored form. */
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(1 + lines.size() * ConversationLine.BYTES);
    out.put((byte) VERSION);
    lines.forEach(line -> line.write(out));
    return out.array();
  }

  /** Reads the stored form; empty where it is another version's, or broken. */
  public static ConversationRecord of(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0 || bytes[0] != VERSION) {
      return EMPTY;
    }
    int count = (bytes.length - 1) / ConversationLine.BYTES;
    if (count > MOST || bytes.length != 1 + count * ConversationLine.BYTES) {
      return EMPTY;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    List<ConversationLine> lines = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        lines.add(ConversationLine.read(in));
      }
    } catch (IllegalArgumentException e) {
      return EMPTY;
    }
    return new ConversationRecord(lines);
  }
}
