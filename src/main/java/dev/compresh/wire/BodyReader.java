package dev.compresh.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a body's root object: the conversation by its dialect's reader, and what stands beside. */
final class BodyReader {
  /** Messages that tell a conversation apart, where the user does not speak before. */
  private static final int BEGINNING = 4;

  /**
   * Parts of messages that a body may have: what a request costs beside its bytes stays bounded.
   * Anthropic's API takes as many messages ("Create a Message", messages).
   */
  static final int MOST_PARTS = 100_000;

  private final byte[] body;
  private final Dialect dialect;
  private final MessageReader reader;
  private final KnownPrompts.@Nullable Recollection known;
  private final Digester digester = new Digester();

  private final Map<String, Span> fixed = new LinkedHashMap<>(4);
  private final ConversationHint hint = new ConversationHint();
  private final ReferenceReader references;
  private List<Message> messages = List.of();
  private @Nullable Span array;
  private boolean plain = true;
  private int parts;
  private @Nullable String model;
  private @Nullable Span modelLiteral;
  private boolean stream;
  private @Nullable Span streamOptions;
  private boolean includeUsage;
  private int maxTokens = -1;
  private int maxCompletionTokens = -1;
  private int answers = 1;
  private boolean previousResponse;

  /**
   * @param known what may be known of the conversation; null where nothing is sought
   */
  BodyReader(byte[] body, Dialect dialect, KnownPrompts.@Nullable Recollection known) {
    this.known = known;
    this.body = body;
    this.dialect = dialect;
    this.reader = MessageReader.of(dialect);
    this.references = new ReferenceReader(body);
  }

  /**
   * Reads the object that {@code cursor} stands on.
   *
   * @throws TooManyParts where it has more than {@link #MOST_PARTS}
   */
  Prompt read(Cursor cursor) {
    String conversation = dialect == Dialect.RESPONSES ? "input" : "messages";
    int start = cursor.enter();
    for (String key = cursor.member(); key != null; key = cursor.member()) {
      if (key.equals(conversation)) {
        conversation(cursor);
      } else {
        beside(key, cursor);
      }
    }
    Span object = cursor.leave(start);
    if (array == null) {
      array = new Span(object.end() - 1, object.end() - 1);
      plain = false;
    }
    references.messages(messages);
    int bound = maxCompletionTokens >= 0 ? maxCompletionTokens : maxTokens;
    Envelope envelope =
        new Envelope(
            object,
            model,
            modelLiteral,
            stream,
            streamOptions,
            includeUsage,
            bound,
            answers,
            List.copyOf(fixed.values()),
            previousResponse,
            hint.best(),
            references.references());
    return new Prompt(body, dialect, envelope, messages, array, plain);
  }

  private void conversation(Cursor cursor) {
    plain &= array == null;
    if (cursor.atString() && dialect == Dialect.RESPONSES) {
      Span literal = cursor.skip();
      array = literal;
      messages = List.of(new MessageDraft().text(literal, digester, body));
      return;
    }
    if (!cursor.atArray()) {
      plain = false;
      messages = List.of();
      array = cursor.skip();
      return;
    }
    List<Message> read = new ArrayList<>();
    int start = cursor.enter();
    boolean sought = known == null || array != null;
    while (cursor.element()) {
      read.add(message(cursor, read.size()));
      if (!sought && (read.getLast().role() == Role.USER || read.size() == BEGINNING)) {
        sought = true;
        skipKnown(cursor, start, read);
      }
    }
    array = cursor.leave(start);
    messages = List.copyOf(read);
  }

  /** Takes the messages that are known into {@code read}, and goes on behind them. */
  private void skipKnown(Cursor cursor, int start, List<Message> read) {
    List<Message> leading = known == null ? List.of() : known.leading(body, start, read);
    if (!leading.isEmpty() && cursor.jump(leading.getLast().span().end())) {
      read.clear();
      read.addAll(leading);
    }
  }

  private Message message(Cursor cursor, int index) {
    MessageDraft draft = new MessageDraft();
    Span span;
    if (cursor.atObject()) {
      int start = cursor.enter();
      reader.read(cursor, draft, start);
      span = cursor.leave(start);
    } else {
      span = cursor.skip();
      draft.parts.add(new Part.Fixed(span, "unknown"));
      draft.odd = true;
    }
    Message message = draft.message(index, span, digester, body);
    plain &= !draft.odd;
    parts += Math.max(1, draft.parts.size());
    if (parts > MOST_PARTS) {
      throw new TooManyParts();
    }
    return message;
  }

  private void beside(String key, Cursor cursor) {
    switch (key) {
      case "model" -> {
        model = cursor.atString() ? cursor.text() : null;
        Span span = cursor.skip();
        modelLiteral = model == null ? null : span;
      }
      case "stream" -> {
        stream = cursor.atTrue();
        cursor.skip();
      }
      case "stream_options" -> streamOptions(cursor);
      case "max_tokens", "max_output_tokens" -> maxTokens = bound(cursor);
      case "n" -> answers = Math.max(1, bound(cursor));
      case "max_completion_tokens" -> maxCompletionTokens = bound(cursor);
      case "tools", "functions", "system", "instructions" -> {
        Span span = cursor.skip();
        fixed.remove(key);
        if (span.length() > 2) {
          fixed.put(key, span);
        }
        if (key.equals("tools") && dialect == Dialect.RESPONSES) {
          references.root(key, span);
        }
      }
      case "previous_response_id", "conversation" -> {
        boolean held = dialect == Dialect.RESPONSES && !cursor.atNull();
        previousResponse |= held;
        if (held) {
          references.see(key, cursor);
        }
        hint.member(key, cursor);
        if (held && key.equals("conversation")) {
          references.conversation(hint.conversation());
        }
      }
      case "store", "truncation" -> {
        if (dialect == Dialect.RESPONSES) {
          references.see(key, cursor);
        }
        cursor.skip();
      }
      case "container" -> container(cursor);
      case "thread" -> thread(cursor);
      default -> hint.member(key, cursor);
    }
  }

  /** Where Anthropic's code runs. */
  private void container(Cursor cursor) {
    boolean value = cursor.atString() || cursor.atObject();
    Span span = cursor.skip();
    if (value && dialect == Dialect.MESSAGES) {
      references.root("container", span);
    }
  }

  /** Anthropic's name for a conversation that the provider holds. */
  private void thread(Cursor cursor) {
    if (!cursor.atObject()) {
      cursor.skip();
      return;
    }
    int start = cursor.enter();
    for (String key = cursor.member(); key != null; key = cursor.member()) {
      if (key.equals("type") && cursor.atString()) {
        previousResponse |= dialect == Dialect.MESSAGES && cursor.text().equals("continue");
      } else if (key.equals("id") && cursor.atString() && dialect == Dialect.MESSAGES) {
        references.conversation(cursor.text());
      }
      cursor.skip();
    }
    cursor.leave(start);
  }

  private void streamOptions(Cursor cursor) {
    includeUsage = false;
    if (!cursor.atObject()) {
      streamOptions = cursor.skip();
      return;
    }
    int start = cursor.enter();
    for (String key = cursor.member(); key != null; key = cursor.member()) {
      if (key.equals("include_usage")) {
        includeUsage = cursor.atTrue();
      }
      cursor.skip();
    }
    streamOptions = cursor.leave(start);
  }

  /** A count of tokens; -1 where it is no number or below 0. */
  private static int bound(Cursor cursor) {
    int bound = -1;
    if (cursor.atNumber()) {
      String number = cursor.text();
      if (number.length() <= 32) {
        bound = (int) Math.min(Integer.MAX_VALUE, Math.max(-1, Double.parseDouble(number)));
      }
    }
    cursor.skip();
    return bound;
  }
}
