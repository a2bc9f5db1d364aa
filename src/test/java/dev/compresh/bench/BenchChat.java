package dev.compresh.bench;

import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlanDraft;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.TokenCounter;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.FixedSpans;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.ObjectReferences;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.RequestEnvelope;
import dev.compresh.json.ByteSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chat without bytes, and a draft that applies changes to its texts. */
final class BenchChat implements PlanDraft {
  private final CompressionPolicy compressionPolicy;
  private final TokenCounter tokens;
  private final List<Message> messages = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> out = new ArrayList<>();
  private final List<Boolean> gone = new ArrayList<>();

  BenchChat(CompressionPolicy compressionPolicy, TokenCounter tokens) {
    this.compressionPolicy = compressionPolicy;
    this.tokens = tokens;
  }

  Message add(String role, String text) {
    ByteSpan none = new ByteSpan(0, 0);
    Message message =
        new Message(
            messages.size(),
            MessageRole.valueOf(role.toUpperCase(Locale.ROOT)),
            none,
            List.of(new PromptPart.TextPart(none, none, false)),
            new ContentDigest(0, 0));
    messages.add(message);
    texts.add(text);
    return message;
  }

  void removeLast() {
    messages.removeLast();
    texts.removeLast();
  }

  int size() {
    return messages.size();
  }

  /** Forgets changes written before. */
  void reset() {
    out.clear();
    gone.clear();
    for (String text : texts) {
      out.add(text);
      gone.add(false);
    }
  }

  /** The texts that go out, each with its role before it, as the benchmark renders them. */
  List<String> forwarded() {
    List<String> rendered = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      if (!gone.get(i)) {
        rendered.add(messages.get(i).role().name().toLowerCase(Locale.ROOT) + "\n" + out.get(i));
      }
    }
    return rendered;
  }

  @Override
  public Prompt prompt() {
    ByteSpan none = new ByteSpan(0, 0);
    RequestEnvelope requestEnvelope =
        new RequestEnvelope(
            none,
            "m",
            null,
            false,
            null,
            false,
            -1,
            1,
            FixedSpans.NONE,
            false,
            null,
            ObjectReferences.NONE);
    return new Prompt(new byte[0], Dialect.CHAT, requestEnvelope, messages, none, true);
  }

  @Override
  public CompressionPolicy policy() {
    return compressionPolicy;
  }

  @Override
  public TokenCounter tokens() {
    return tokens;
  }

  @Override
  public int live() {
    return messages.getLast().role() == MessageRole.USER ? messages.size() - 1 : -1;
  }

  @Override
  public boolean late() {
    return false;
  }

  @Override
  public void rewrite(
      Message message, PromptPart.TextPart part, String text, Layer layer, String reason) {
    out.set(message.index(), text);
  }

  @Override
  public void prepend(
      Message message, PromptPart.TextPart part, String text, Layer layer, String reason) {
    out.set(message.index(), text + out.get(message.index()));
  }

  @Override
  public void drop(Message message, Layer layer, String reason) {
    gone.set(message.index(), true);
  }

  @Override
  public List<PlannedChange> changes() {
    return List.of();
  }
}
