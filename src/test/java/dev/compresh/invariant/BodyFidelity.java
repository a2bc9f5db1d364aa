package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.PromptTokens;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.PromptReader;
import dev.compresh.json.ByteSpan;
import dev.compresh.sim.ConversationCheck;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold between one body and what was forwarded for it, whatever else was sent. */
final class BodyFidelity {
  private final PromptTokens tokens;

  BodyFidelity(PromptTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Checks it all.
   *
   * @param lossless whether nothing but results of tools may change
   */
  void check(Dialect dialect, byte[] original, byte[] forwarded, boolean lossless) {
    assertThat(ConversationCheck.added(dialect, original, forwarded)).isEmpty();
    Prompt before = (Prompt) PromptReader.read(dialect, original);
    Prompt after = (Prompt) PromptReader.read(dialect, forwarded);
    assertThat(text(forwarded, 0, after.array().start()))
        .isEqualTo(text(original, 0, before.array().start()));
    assertThat(text(forwarded, after.array().end(), forwarded.length))
        .isEqualTo(text(original, before.array().end(), original.length));
    assertThat(tokens.count(after)).isLessThanOrEqualTo(tokens.count(before));
    aligned(before, after, lossless);
    ending(before, after);
    if (alternates(before)) {
      assertThat(alternates(after)).as("roles alternate").isTrue();
    }
  }

  /**
   * Messages may go or have texts replaced; all else appears in its order, to the byte. Compared
   * from the end: what the model is to answer is there, and gists look all alike.
   */
  private static void aligned(Prompt before, Prompt after, boolean lossless) {
    List<Message> messages = before.messages();
    int at = messages.size();
    for (Message message : after.messages().reversed()) {
      String wanted = masked(after, message, lossless);
      boolean last = at == messages.size();
      at--;
      while (at >= 0 && !masked(before, messages.get(at), lossless).equals(wanted)) {
        assertThat(!last && !lossless && droppable(messages.get(at)))
            .as("has no place in the original: %s", wanted)
            .isTrue();
        at--;
      }
      assertThat(at).as("has no place in the original: %s", wanted).isNotNegative();
    }
    assertThat(messages.subList(0, at)).allMatch(m -> !lossless && droppable(m));
  }

  /** How many messages of {@code before} have gone or changed, that were text alone. */
  static int gone(Prompt before, Prompt after) {
    Set<String> there = new HashSet<>();
    after.messages().forEach(m -> there.add(text(after.body(), m.span())));
    int live = before.messages().size() - 1;
    return (int)
        before.messages().subList(0, live).stream()
            .filter(m -> droppable(m) && !there.contains(text(before.body(), m.span())))
            .count();
  }

  private static boolean droppable(Message message) {
    return (message.role() == MessageRole.USER || message.role() == MessageRole.ASSISTANT)
        && message.parts().stream()
            .allMatch(
                p ->
                    p instanceof PromptPart.TextPart
                        || p instanceof PromptPart.NamePart
                        || (p instanceof PromptPart.FixedPart f
                            && f.isReasoning()
                            && message.role() == MessageRole.ASSISTANT));
  }

  /** The bytes of {@code message} without the texts that may change. */
  private static String masked(Prompt prompt, Message message, boolean lossless) {
    boolean says = message.parts().stream().anyMatch(PromptPart.TextPart.class::isInstance);
    if (!lossless && message.role() == MessageRole.ASSISTANT && droppable(message) && says) {
      return "an answer"; // what was thought before it may go with its episode
    }
    List<ByteSpan> texts = new ArrayList<>();
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.ToolResult result && !result.error()) {
        result.texts().forEach(t -> texts.add(t.literal()));
      } else if (promptPart instanceof PromptPart.TextPart t && !lossless && droppable(message)) {
        texts.add(t.literal());
      } else if (promptPart instanceof PromptPart.TextPart t
          && !lossless
          && message.role() == MessageRole.USER) {
        texts.add(t.literal());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = message.span().start();
    for (ByteSpan text : texts) {
      out.write(prompt.body(), from, text.start() - from);
      out.write('#');
      from = text.end();
    }
    out.write(prompt.body(), from, message.span().end() - from);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What the model is to answer is at the end, to the byte. */
  private static void ending(Prompt before, Prompt after) {
    Message asked = before.messages().getLast();
    Message last = after.messages().getLast();
    List<PromptPart.TextPart> was = texts(asked);
    List<PromptPart.TextPart> is = texts(last);
    assertThat(is).hasSameSizeAs(was);
    for (int i = 0; i < is.size(); i++) {
      ByteSpan byteSpan = was.get(i).literal();
      assertThat(text(after.body(), is.get(i).literal()))
          .endsWith(text(before.body(), byteSpan.start() + 1, byteSpan.end()));
    }
  }

  private static List<PromptPart.TextPart> texts(Message message) {
    return message.parts().stream()
        .filter(PromptPart.TextPart.class::isInstance)
        .map(PromptPart.TextPart.class::cast)
        .toList();
  }

  private static boolean alternates(Prompt prompt) {
    MessageRole last = null;
    for (Message message : prompt.messages()) {
      boolean speaks =
          message.role() == MessageRole.USER || message.role() == MessageRole.ASSISTANT;
      if (speaks && message.role() == last) {
        return false;
      }
      last = message.role();
    }
    return true;
  }

  static String text(byte[] body) {
    return text(body, 0, body.length);
  }

  static String text(byte[] body, ByteSpan byteSpan) {
    return text(body, byteSpan.start(), byteSpan.end());
  }

  private static String text(byte[] body, int from, int to) {
    return new String(body, from, to - from, StandardCharsets.UTF_8);
  }
}
