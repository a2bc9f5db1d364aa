package dev.compresh.proxy;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.json.ByteSpan;
import dev.compresh.session.PromptFingerprint;
import java.util.List;

/** Makes the trail that a planned prompt leaves: one hash for each message, no text. */
final class FingerprintFactory {
  private FingerprintFactory() {}

  /** That of a prompt that goes out as it came. */
  static PromptFingerprint raw(RoutingDecision routingDecision, Prompt prompt) {
    return fingerprint(routingDecision, prompt, CompressionPlan.untouched(0, ""));
  }

  static PromptFingerprint fingerprint(
      RoutingDecision routingDecision, Prompt prompt, CompressionPlan compressionPlan) {
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
    return new PromptFingerprint(head(routingDecision, prompt), raw, sent, ends, live);
  }

  /** Tokens of {@code plan} that stand before the live question for this turn alone. */
  static long passing(Prompt prompt, CompressionPlan compressionPlan) {
    long tokens = 0;
    int last = prompt.messages().size() - 1;
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      if (plannedChange instanceof PlannedChange.TextPrepend textPrepend
          && textPrepend.message() == last) {
        tokens += textPrepend.tokensAfter();
      }
    }
    return tokens;
  }

  /** A provider's cache holds a model's prompts, from system text and tools on. */
  private static long head(RoutingDecision routingDecision, Prompt prompt) {
    long fixed = 0;
    for (ByteSpan byteSpan : prompt.envelope().fixed()) {
      fixed += byteSpan.length();
    }
    return mix(mix(fixed, routingDecision.upstream()), routingDecision.provider().name());
  }

  private static long mix(long hash, String text) {
    long z = hash * 0x9e3779b97f4a7c15L + text.hashCode() + ((long) text.length() << 32);
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    return z ^ (z >>> 27);
  }
}
