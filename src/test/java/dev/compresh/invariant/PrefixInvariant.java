package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TurnCounter;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.PromptReader;
import java.util.List;
import java.util.regex.Pattern;

/** What must hold from one request of a client to its next. */
final class PrefixInvariant {
  private static final Pattern ANCHOR = Pattern.compile(": [0-9]+ lines? cut[; ]");

  private final Dialect dialect;
  private final CompressionMode compressionMode;
  private final PromptTokens tokens;
  private final BodyFidelity bodyFidelity;
  private List<ConversationStep> asked = List.of();
  private List<String> sent = List.of();
  private int gone;
  private int answered;

  PrefixInvariant(Dialect dialect, CompressionMode compressionMode, PromptTokens tokens) {
    this.dialect = dialect;
    this.compressionMode = compressionMode;
    this.tokens = tokens;
    this.bodyFidelity = new BodyFidelity(tokens);
  }

  /** Checks what was {@code forwarded} for {@code original}, in itself and against the last. */
  void check(List<ConversationStep> lines, byte[] original, byte[] forwarded) {
    Prompt prompt = (Prompt) PromptReader.read(dialect, original);
    boolean small = tokens.count(prompt) < 2_000 || TurnCounter.count(prompt.messages()) < 5;
    boolean chat =
        prompt.messages().stream()
            .allMatch(m -> m.parts().stream().noneMatch(PromptPart.ToolResult.class::isInstance));
    if (compressionMode == CompressionMode.OFF || (small && chat)) {
      assertThat(BodyFidelity.text(forwarded)).isEqualTo(BodyFidelity.text(original));
    }
    bodyFidelity.check(dialect, original, forwarded, compressionMode == CompressionMode.LOSSLESS);
    Prompt out = (Prompt) PromptReader.read(dialect, forwarded);
    List<String> now =
        out.messages().stream().map(m -> BodyFidelity.text(forwarded, m.span())).toList();
    int left = BodyFidelity.gone(prompt, out);
    boolean goesOn = lines.size() >= asked.size() && lines.subList(0, asked.size()).equals(asked);
    if (goesOn && left == gone && anchored(now) <= anchored(sent)) {
      // Recall comes before what the assistant had not answered to yet, and goes.
      int same = compressionMode == CompressionMode.LOSSLESS ? sent.size() : answered;
      for (int i = 0; i < same; i++) {
        assertThat(now.get(i))
            .as("message %s, forwarded the turn before", i)
            .isEqualTo(sent.get(i));
      }
    }
    asked = lines;
    sent = now;
    gone = left;
    answered = answered(out.messages());
  }

  /** Messages in which an eviction took the place of results: it may change all, once. */
  private static long anchored(List<String> messages) {
    return messages.stream().filter(m -> ANCHOR.matcher(m).find()).count();
  }

  /** Messages up to the last one of the assistant. */
  private static int answered(List<Message> messages) {
    int size = messages.size();
    while (size > 0 && messages.get(size - 1).role() != MessageRole.ASSISTANT) {
      size--;
    }
    return size;
  }
}
