package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.PromptTokens;
import dev.compresh.sim.ConversationCheck;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import dev.compresh.wire.Role;
import dev.compresh.wire.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold between one body and what was forwarded for it, whatever else was sent. */
final class Faithful {
  private final PromptTokens tokens;

  Faithful(PromptTokens tokens) {
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
   * Messages may go or have texts replaced; all else stands in its order, to the byte. Compared
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
    return (message.role() == Role.USER || message.role() == Role.ASSISTANT)
        && message.parts().stream()
            .allMatch(
                p ->
                    p instanceof Part.Text
                        || p instanceof Part.Name
                        || (p instanceof Part.Fixed f
                            && f.isReasoning()
                            && message.role() == Role.ASSISTANT));
  }

  /** The bytes of {@code message} without the texts that may change. */
  private static String masked(Prompt prompt, Message message, boolean lossless) {
    boolean says = message.parts().stream().anyMatch(Part.Text.class::isInstance);
    if (!lossless && message.role() == Role.ASSISTANT && droppable(message) && says) {
      return "an answer"; // what was thought before it may go with its episode
    }
    List<Span> texts = new ArrayList<>();
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolResult result && !result.error()) {
        result.texts().forEach(t -> texts.add(t.literal()));
      } else if (part instanceof Part.Text t && !lossless && droppable(message)) {
        texts.add(t.literal());
      } else if (part instanceof Part.Text t && !lossless && message.role() == Role.USER) {
        texts.add(t.literal());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = message.span().start();
    for (Span text : texts) {
      out.write(prompt.body(), from, text.start() - from);
      out.write('#');
      from = text.end();
    }
    out.write(prompt.body(), from, message.span().end() - from);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What the model is to answer stands at the end, to the byte. */
  private static void ending(Prompt before, Prompt after) {
    Message asked = before.messages().getLast();
    Message last = after.messages().getLast();
    List<Part.Text> was = texts(asked);
    List<Part.Text> is = texts(last);
    assertThat(is).hasSameSizeAs(was);
    for (int i = 0; i < is.size(); i++) {
      Span span = was.get(i).literal();
      assertThat(text(after.body(), is.get(i).literal()))
          .endsWith(text(before.body(), span.start() + 1, span.end()));
    }
  }

  private static List<Part.Text> texts(Message message) {
    return message.parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(Part.Text.class::cast)
        .toList();
  }

  private static boolean alternates(Prompt prompt) {
    Role last = null;
    for (Message message : prompt.messages()) {
      boolean speaks = message.role() == Role.USER || message.role() == Role.ASSISTANT;
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

  static String text(byte[] body, Span span) {
    return text(body, span.start(), span.end());
  }

  private static String text(byte[] body, int from, int to) {
    return new String(body, from, to - from, StandardCharsets.UTF_8);
  }
}
