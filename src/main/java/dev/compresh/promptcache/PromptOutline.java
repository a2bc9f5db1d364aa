package dev.compresh.promptcache;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A prompt as hashes, piece by piece in the order of the provider's cache: tools, lines of system
 * text, messages. No text.
 *
 * @param hashes one for each piece
 * @param bytes how long each is
 * @param tools how many of them are tools
 * @param system how many are lines of system text, behind the tools
 * @param marks those that carry a breakpoint of the client
 * @param isHour whether one of these asks for an hour
 */
public record PromptOutline(
    long[] hashes, int[] bytes, int tools, int system, BitSet marks, boolean isHour) {
  private static final ByteSearch CONTROL = new ByteSearch("\"cache_control\"");
  private static final ByteSearch HOUR = new ByteSearch("\"1h\"");
  private static final int MOST_LINES = 2_000;
  private static final int MOST_MESSAGES = 4_000;

  /** The outline of {@code prompt}; what is beyond some thousand pieces is left out. */
  public static PromptOutline of(Prompt prompt) {
    return new OutlineBuilder(prompt).build();
  }

  int messages() {
    return tools + system;
  }

  /** Returns how many pieces it begins with that {@code other} begins with, too. */
  int shared(PromptOutline other) {
    int same = 0;
    int most = Math.min(hashes.length, other.hashes.length);
    while (same < most && hashes[same] == other.hashes[same]) {
      same++;
    }
    return same;
  }

  long length(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += bytes[i];
    }
    return sum;
  }

  /** Puts one together. */
  private static final class OutlineBuilder {
    private final Prompt prompt;
    private final List<Long> hashes = new ArrayList<>();
    private final List<Integer> bytes = new ArrayList<>();
    private final BitSet marks = new BitSet();

    OutlineBuilder(Prompt prompt) {
      this.prompt = prompt;
    }

    PromptOutline build() {
      byte[] body = prompt.body();
      boolean marked = CONTROL.isIn(body, 0, body.length);
      for (BodyField tool :
          PromptPrefix.named(prompt, "tools").map(BodyField::items).orElse(List.of())) {
        piece(ContentDigest.of(body, tool.value()).high(), tool.value().length());
        mark(marked && isMarked(tool.value()));
      }
      int tools = hashes.size();
      system(marked);
      List<Message> messages = prompt.messages();
      int first = 0;
      while (first < messages.size() && messages.get(first).role() == MessageRole.SYSTEM) {
        for (PromptPart promptPart : messages.get(first).parts()) {
          lines(promptPart instanceof PromptPart.TextPart textPart ? prompt.text(textPart) : "");
        }
        first++;
      }
      int system = hashes.size() - tools;
      int most = Math.min(messages.size(), first + MOST_MESSAGES);
      for (Message message : messages.subList(first, most)) {
        piece(message.digest().high(), message.span().length());
        mark(marked && isMarked(message.span()));
      }
      if (marked && isMarkedAsWhole()) {
        mark(true);
      }
      return new PromptOutline(
          hashes.stream().mapToLong(Long::longValue).toArray(),
          bytes.stream().mapToInt(Integer::intValue).toArray(),
          tools,
          system,
          marks,
          marked && HOUR.isIn(body, 0, body.length));
    }

    private void system(boolean marked) {
      BodyField system = PromptPrefix.named(prompt, "system").orElse(null);
      if (system == null) {
        return;
      }
      if (system.is(BodyField.FieldKind.STRING)) {
        lines(system.text());
      }
      for (BodyField block : system.items()) {
        lines(block.member("text").map(BodyField::text).orElse(""));
        mark(marked && isMarked(block.value()));
      }
    }

    private void lines(String text) {
      String[] lines = text.split("\n", MOST_LINES);
      for (String line : lines) {
        piece(line.hashCode() * 0x9e3779b97f4a7c15L + line.length(), line.length() + 1);
      }
    }

    private void piece(long hash, int length) {
      hashes.add(hash);
      bytes.add(length);
    }

    private void mark(boolean isMarked) {
      if (isMarked && !hashes.isEmpty()) {
        marks.set(hashes.size() - 1);
      }
    }

    private boolean isMarked(ByteSpan byteSpan) {
      return CONTROL.isIn(prompt.body(), byteSpan.start(), byteSpan.end());
    }

    private boolean isMarkedAsWhole() {
      return BodyField.listFields(prompt).stream()
          .anyMatch(bodyField -> bodyField.name().equals("cache_control"));
    }
  }
}
