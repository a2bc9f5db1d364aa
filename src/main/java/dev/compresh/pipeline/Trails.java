package dev.compresh.pipeline;

import dev.compresh.compress.PlannedChange;
import dev.compresh.compress.CompressionPlan;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.session.Trail;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;
import java.util.List;

/** Makes the trail that a planned prompt leaves: one hash for each message, no text. */
final class Trails {
  private Trails() {}

  /** That of a prompt that goes out as it came. */
  static Trail raw(Choice choice, Prompt prompt) {
    return of(choice, prompt, CompressionPlan.untouched(0, ""));
  }

  static Trail of(Choice choice, Prompt prompt, CompressionPlan compressionPlan) {
    List<Message> messages = prompt.messages();
    long[] raw = new long[messages.size()];
    long[] sent = new long[raw.length];
    int[] ends = new int[raw.length];
    for (int i = 0; i < raw.length; i++) {
      Message message = messages.get(i);
      raw[i] = message.digest().high();
      sent[i] = raw[i];
      ends[i] = message.span().end() - prompt.array().start();
    }
    boolean live = false;
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      int i = plannedChange.message();
      sent[i] =
          switch (plannedChange) {
            case PlannedChange.MessageDrop ignored -> 0;
            case PlannedChange.TextRewrite textRewrite -> mix(sent[i], textRewrite.text());
            case PlannedChange.TextPrepend textPrepend -> mix(sent[i], textPrepend.text());
            case PlannedChange.WithoutReasoning ignored -> mix(sent[i], "without reasoning");
          };
      live |= plannedChange instanceof PlannedChange.TextPrepend && i == raw.length - 1;
    }
    return new Trail(head(choice, prompt), raw, sent, ends, live);
  }

  /** Tokens of {@code plan} that stand before the live question for this turn alone. */
  static long passing(Prompt prompt, CompressionPlan compressionPlan) {
    long tokens = 0;
    int last = prompt.messages().size() - 1;
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      if (plannedChange instanceof PlannedChange.TextPrepend textPrepend && textPrepend.message() == last) {
        tokens += textPrepend.tokensAfter();
      }
    }
    return tokens;
  }

  /** A provider's cache holds a model's prompts, from system text and tools on. */
  private static long head(Choice choice, Prompt prompt) {
    long fixed = 0;
    for (Span span : prompt.envelope().fixed()) {
      fixed += span.length();
    }
    return mix(mix(fixed, choice.upstream()), choice.provider().name());
  }

  private static long mix(long hash, String text) {
    long z = hash * 0x9e3779b97f4a7c15L + text.hashCode() + ((long) text.length() << 32);
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    return z ^ (z >>> 27);
  }
}
