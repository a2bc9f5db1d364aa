package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields besides a body's conversation. What only one API has, its dialect asks for
 * ({@link BodyFormat#readField}).
 */
final class EnvelopeDraft {
  private final Map<String, ByteSpan> fixed = new LinkedHashMap<>(4);
  private final ConversationHint hint = new ConversationHint();
  private final ReferenceReader references;
  private @Nullable String model;
  private @Nullable ByteSpan modelLiteral;
  private boolean stream;
  private @Nullable ByteSpan streamOptions;
  private boolean includeUsage;
  private int maxTokens = -1;
  private int answers = 1;
  private boolean previousResponse;

  EnvelopeDraft(byte[] body) {
    this.references = new ReferenceReader(body);
  }

  /**
   * Returns what was read.
   *
   * @param object the whole root object
   * @param messages the conversation, in which references are looked for as well
   */
  RequestEnvelope envelope(ByteSpan object, List<Message> messages) {
    references.messages(messages);
    return new RequestEnvelope(
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
  }

  /** Reads a field that means the same in all APIs that have it. */
  void read(String key, JsonTokenCursor jsonTokenCursor) {
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
      case "n" -> answers = Math.max(answers, count(jsonTokenCursor));
      case "tools", "functions", "system", "instructions" -> fixed(key, jsonTokenCursor);
      default -> hint.member(key, jsonTokenCursor);
    }
  }

  /** Reads what counts as input and is never touched. */
  ByteSpan fixed(String key, JsonTokenCursor jsonTokenCursor) {
    ByteSpan byteSpan = jsonTokenCursor.skip();
    fixed.remove(key);
    if (byteSpan.length() > 2) {
      fixed.put(key, byteSpan);
    }
    return byteSpan;
  }

  /** Reads a bound of answers, in tokens. */
  void answerBound(JsonTokenCursor jsonTokenCursor) {
    maxTokens = Math.max(maxTokens, count(jsonTokenCursor));
  }

  /** Reads tools that may name stores of vectors and containers of OpenAI's. */
  void referencingTools(JsonTokenCursor jsonTokenCursor) {
    references.root("tools", fixed("tools", jsonTokenCursor));
  }

  /** Reads OpenAI's name for earlier turns that the provider holds. */
  void earlierTurns(String key, JsonTokenCursor jsonTokenCursor) {
    boolean held = !jsonTokenCursor.atNull();
    previousResponse |= held;
    if (held) {
      references.see(key, jsonTokenCursor);
    }
    hint.member(key, jsonTokenCursor);
    if (held && key.equals("conversation")) {
      references.conversation(hint.conversation());
    }
  }

  /** Reads whether OpenAI stores the answer, and whether it leaves out what doesn't fit. */
  void storing(String key, JsonTokenCursor jsonTokenCursor) {
    references.see(key, jsonTokenCursor);
    jsonTokenCursor.skip();
  }

  /** Reads Gemini's settings of an answer. */
  void generation(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atObject()) {
      jsonTokenCursor.skip();
      return;
    }
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      switch (key) {
        case "maxOutputTokens", "max_output_tokens" -> answerBound(jsonTokenCursor);
        case "candidateCount", "candidate_count" ->
            answers = Math.max(answers, count(jsonTokenCursor));
        // a schema of the answer is part of the prompt
        case "responseSchema", "response_schema", "responseJsonSchema", "response_json_schema" ->
            fixed("schema", jsonTokenCursor);
        default -> jsonTokenCursor.skip();
      }
    }
    jsonTokenCursor.leave(start);
  }

  /** Reads Gemini's name for a beginning of the prompt that the provider holds. */
  void cachedContent(JsonTokenCursor jsonTokenCursor) {
    boolean value = jsonTokenCursor.atString() && !jsonTokenCursor.text().isEmpty();
    ByteSpan literal = jsonTokenCursor.skip();
    if (value) {
      previousResponse = true;
      references.root("cachedContent", literal);
    }
  }

  /** Reads where Anthropic's code runs. */
  void container(JsonTokenCursor jsonTokenCursor) {
    boolean value = jsonTokenCursor.atString() || jsonTokenCursor.atObject();
    ByteSpan byteSpan = jsonTokenCursor.skip();
    if (value) {
      references.root("container", byteSpan);
    }
  }

  /** Reads Anthropic's name for a conversation that the provider holds. */
  void thread(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atObject()) {
      jsonTokenCursor.skip();
      return;
    }
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (key.equals("type") && jsonTokenCursor.atString()) {
        previousResponse |= jsonTokenCursor.text().equals("continue");
      } else if (key.equals("id") && jsonTokenCursor.atString()) {
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
  private static int count(JsonTokenCursor jsonTokenCursor) {
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
