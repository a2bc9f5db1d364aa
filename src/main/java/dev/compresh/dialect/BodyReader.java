package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
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
  private final KnownPrompts.@Nullable KnownBody known;
  private final DigestBuilder digestBuilder = new DigestBuilder();

  private final Map<String, ByteSpan> fixed = new LinkedHashMap<>(4);
  private final ConversationHint hint = new ConversationHint();
  private final ReferenceReader references;
  private List<Message> messages = List.of();
  private @Nullable ByteSpan array;
  private boolean plain = true;
  private int parts;
  private @Nullable String model;
  private @Nullable ByteSpan modelLiteral;
  private boolean stream;
  private @Nullable ByteSpan streamOptions;
  private boolean includeUsage;
  private int maxTokens = -1;
  private int answers = 1;
  private boolean previousResponse;

  /**
   * @param known what may be known of the conversation; null where nothing is sought
   */
  BodyReader(byte[] body, Dialect dialect, KnownPrompts.@Nullable KnownBody known) {
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
  Prompt read(JsonTokenCursor jsonTokenCursor) {
    String conversation = dialect == Dialect.RESPONSES ? "input" : "messages";
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (key.equals(conversation)) {
        conversation(jsonTokenCursor);
      } else {
        readOtherMember(key, jsonTokenCursor);
      }
    }
    ByteSpan object = jsonTokenCursor.leave(start);
    if (array == null) {
      array = new ByteSpan(object.end() - 1, object.end() - 1);
      plain = false;
    }
    references.messages(messages);
    RequestEnvelope requestEnvelope =
        new RequestEnvelope(
            object,
            model,
            modelLiteral,
            stream,
            streamOptions,
            includeUsage,
            maxTokens,
            answers,
            new FixedSpans(List.copyOf(fixed.values())),
            previousResponse,
            hint.best(),
            references.references());
    return new Prompt(body, dialect, requestEnvelope, messages, array, plain);
  }

  private void conversation(JsonTokenCursor jsonTokenCursor) {
    plain &= array == null;
    if (jsonTokenCursor.atString() && dialect == Dialect.RESPONSES) {
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

  private void readOtherMember(String key, JsonTokenCursor jsonTokenCursor) {
    switch (key) {
      case "model" -> {
        model = jsonTokenCursor.atString() ? jsonTokenCursor.text() : null;
        ByteSpan byteSpan = jsonTokenCursor.skip();
        modelLiteral = model == null ? null : byteSpan;
      }
      case "stream" -> {
        stream = jsonTokenCursor.atTrue();
        jsonTokenCursor.skip();
      }
      case "stream_options" -> streamOptions(jsonTokenCursor);
      case "max_tokens", "max_output_tokens", "max_completion_tokens" -> {
        int bound = bound(jsonTokenCursor);
        maxTokens = isBoundOfAnswers(key) ? Math.max(maxTokens, bound) : maxTokens;
      }
      case "n" -> answers = Math.max(answers, bound(jsonTokenCursor));
      case "tools", "functions", "system", "instructions" -> {
        ByteSpan byteSpan = jsonTokenCursor.skip();
        fixed.remove(key);
        if (byteSpan.length() > 2) {
          fixed.put(key, byteSpan);
        }
        if (key.equals("tools") && dialect == Dialect.RESPONSES) {
          references.root(key, byteSpan);
        }
      }
      case "previous_response_id", "conversation" -> {
        boolean held = dialect == Dialect.RESPONSES && !jsonTokenCursor.atNull();
        previousResponse |= held;
        if (held) {
          references.see(key, jsonTokenCursor);
        }
        hint.member(key, jsonTokenCursor);
        if (held && key.equals("conversation")) {
          references.conversation(hint.conversation());
        }
      }
      case "store", "truncation" -> {
        if (dialect == Dialect.RESPONSES) {
          references.see(key, jsonTokenCursor);
        }
        jsonTokenCursor.skip();
      }
      case "container" -> container(jsonTokenCursor);
      case "thread" -> thread(jsonTokenCursor);
      default -> hint.member(key, jsonTokenCursor);
    }
  }

  /** Whether the API takes this name for a bound: what providers ignore bounds no answer. */
  private boolean isBoundOfAnswers(String key) {
    return switch (dialect) {
      case CHAT -> !key.equals("max_output_tokens");
      case MESSAGES -> key.equals("max_tokens");
      case RESPONSES -> key.equals("max_output_tokens");
    };
  }

  /** Where Anthropic's code runs. */
  private void container(JsonTokenCursor jsonTokenCursor) {
    boolean value = jsonTokenCursor.atString() || jsonTokenCursor.atObject();
    ByteSpan byteSpan = jsonTokenCursor.skip();
    if (value && dialect == Dialect.MESSAGES) {
      references.root("container", byteSpan);
    }
  }

  /** Anthropic's name for a conversation that the provider holds. */
  private void thread(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atObject()) {
      jsonTokenCursor.skip();
      return;
    }
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (key.equals("type") && jsonTokenCursor.atString()) {
        previousResponse |=
            dialect == Dialect.MESSAGES && jsonTokenCursor.text().equals("continue");
      } else if (key.equals("id") && jsonTokenCursor.atString() && dialect == Dialect.MESSAGES) {
        references.conversation(jsonTokenCursor.text());
      }
      jsonTokenCursor.skip();
    }
    jsonTokenCursor.leave(start);
  }

  private void streamOptions(JsonTokenCursor jsonTokenCursor) {
    includeUsage = false;
    if (!jsonTokenCursor.atObject()) {
      streamOptions = jsonTokenCursor.skip();
      return;
    }
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (key.equals("include_usage")) {
        includeUsage = jsonTokenCursor.atTrue();
      }
      jsonTokenCursor.skip();
    }
    streamOptions = jsonTokenCursor.leave(start);
  }

  /** A count of tokens; -1 where it is no number or below 0. */
  private static int bound(JsonTokenCursor jsonTokenCursor) {
    int bound = -1;
    if (jsonTokenCursor.atNumber()) {
      String number = jsonTokenCursor.text();
      if (number.length() <= 32) {
        bound = (int) Math.min(Integer.MAX_VALUE, Math.max(-1, Double.parseDouble(number)));
      }
    }
    jsonTokenCursor.skip();
    return bound;
  }
}
