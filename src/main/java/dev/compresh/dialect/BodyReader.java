package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a body's root object: the conversation by its dialect's reader, and the other fields. */
final class BodyReader {
  /** Messages that tell a conversation apart, where the user does not speak before. */
  private static final int BEGINNING = 4;

  /**
   * Parts of messages that a body may have: what a request costs besides its bytes stays bounded.
   * Anthropic's API takes as many messages ("Create a Message", messages).
   */
  static final int MOST_PARTS = 100_000;

  private final byte[] body;
  private final Dialect dialect;
  private final MessageReader reader;
  private final KnownPrompts.@Nullable KnownBody known;
  private final DigestBuilder digestBuilder = new DigestBuilder();

  private final EnvelopeDraft envelope;
  private List<Message> messages = List.of();
  private @Nullable ByteSpan array;
  private boolean plain = true;
  private int parts;

  /**
   * @param known what may be known of the conversation; null where nothing is sought
   */
  BodyReader(byte[] body, Dialect dialect, KnownPrompts.@Nullable KnownBody known) {
    this.known = known;
    this.body = body;
    this.dialect = dialect;
    this.reader = dialect.messageReader();
    this.envelope = new EnvelopeDraft(body);
  }

  /**
   * Reads the object that {@code cursor} is on.
   *
   * @throws TooManyParts where it has more than {@link #MOST_PARTS}
   */
  Prompt read(JsonTokenCursor jsonTokenCursor) {
    String conversation = dialect.conversationField();
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (key.equals(conversation)) {
        conversation(jsonTokenCursor);
      } else if (!dialect.readField(key, jsonTokenCursor, envelope)) {
        envelope.read(key, jsonTokenCursor);
      }
    }
    ByteSpan object = jsonTokenCursor.leave(start);
    if (array == null) {
      array = new ByteSpan(object.end() - 1, object.end() - 1);
      plain = false;
    }
    RequestEnvelope requestEnvelope = envelope.envelope(object, messages);
    return new Prompt(body, dialect, requestEnvelope, messages, array, plain);
  }

  private void conversation(JsonTokenCursor jsonTokenCursor) {
    plain &= array == null;
    if (jsonTokenCursor.atString() && dialect.isTextConversation()) {
      ByteSpan literal = jsonTokenCursor.skip();
      array = literal;
      messages = List.of(new MessageDraft().text(literal, digestBuilder, body));
      return;
    }
    if (!jsonTokenCursor.atArray()) {
      plain = false;
      messages = List.of();
      array = jsonTokenCursor.skip();
      return;
    }
    List<Message> read = new ArrayList<>();
    int start = jsonTokenCursor.enter();
    boolean sought = known == null || array != null;
    while (jsonTokenCursor.element()) {
      read.add(message(jsonTokenCursor, read.size()));
      if (!sought && (read.getLast().role() == MessageRole.USER || read.size() == BEGINNING)) {
        sought = true;
        skipKnown(jsonTokenCursor, start, read);
      }
    }
    array = jsonTokenCursor.leave(start);
    messages = List.copyOf(read);
  }

  /** Takes the messages that are known into {@code read}, and goes on behind them. */
  private void skipKnown(JsonTokenCursor jsonTokenCursor, int start, List<Message> read) {
    List<Message> leading = known == null ? List.of() : known.leading(body, start, read);
    if (!leading.isEmpty() && jsonTokenCursor.jump(leading.getLast().span().end())) {
      reader.skip(leading.subList(read.size(), leading.size()));
      read.clear();
      read.addAll(leading);
    }
  }

  private Message message(JsonTokenCursor jsonTokenCursor, int index) {
    MessageDraft draft = new MessageDraft();
    ByteSpan byteSpan;
    if (jsonTokenCursor.atObject()) {
      int start = jsonTokenCursor.enter();
      reader.read(jsonTokenCursor, draft, start);
      byteSpan = jsonTokenCursor.leave(start);
    } else {
      byteSpan = jsonTokenCursor.skip();
      draft.parts.add(new PromptPart.FixedPart(byteSpan, "unknown"));
      draft.odd = true;
    }
    Message message = draft.message(index, byteSpan, digestBuilder, body);
    plain &= !draft.odd;
    parts += Math.max(1, draft.parts.size());
    if (parts > MOST_PARTS) {
      throw new TooManyParts();
    }
    return message;
  }
}
