package dev.compresh.bench;

import dev.compresh.compress.PlannedChange;
import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.PlanDraft;
import dev.compresh.compress.Layer;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Digest;
import dev.compresh.wire.Envelope;
import dev.compresh.wire.Message;
import dev.compresh.wire.ObjectReferences;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;
import dev.compresh.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chat without bytes, and a draft that applies changes to its texts. */
final class Chat implements PlanDraft {
  private final CompressionPolicy compressionPolicy;
  private final TokenCounter tokens;
  private final List<Message> messages = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> out = new ArrayList<>();
  private final List<Boolean> gone = new ArrayList<>();

  Chat(CompressionPolicy compressionPolicy, TokenCounter tokens) {
    this.compressionPolicy = compressionPolicy;
    this.tokens = tokens;
  }

  Message add(String role, String text) {
    Span none = new Span(0, 0);
    Message message =
        new Message(
            messages.size(),
            Role.valueOf(role.toUpperCase(Locale.ROOT)),
            none,
            List.of(new Part.Text(none, none, false)),
            new Digest(0, 0));
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
    Span none = new Span(0, 0);
    Envelope envelope =
        new Envelope(
            none,
            "m",
            null,
            false,
            null,
            false,
            -1,
            1,
            List.of(),
            false,
            null,
            ObjectReferences.NONE);
    return new Prompt(new byte[0], Dialect.CHAT, envelope, messages, none, true);
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
    return messages.getLast().role() == Role.USER ? messages.size() - 1 : -1;
  }

  @Override
  public boolean late() {
    return false;
  }

  @Override
  public void rewrite(Message message, Part.Text part, String text, Layer layer, String reason) {
    out.set(message.index(), text);
  }

  @Override
  public void prepend(Message message, Part.Text part, String text, Layer layer, String reason) {
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
