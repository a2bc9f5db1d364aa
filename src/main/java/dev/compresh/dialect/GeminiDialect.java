package dev.compresh.dialect;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.JsonScan;
import dev.compresh.json.JsonTokenCursor;
import dev.compresh.json.MemberNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's own API ({@code generateContent} and its kin). The model, and whether the answer is a
 * stream, stand in the path ({@link ModelPath}), not in the body. A stream is an event stream, or
 * one JSON array that grows.
 */
final class GeminiDialect implements Dialect {

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public String path() {
    return "/v1beta/models/{model}:generateContent";
  }

  @Override
  public boolean isSpokenAt(String path) {
    return path.startsWith("/v1beta/") || ModelPath.isAction(path);
  }

  @Override
  public boolean isLikelyBody(String body) {
    return body.contains("\"contents\"")
        && body.contains("\"parts\"")
        && !body.contains("\"messages\"");
  }

  @Override
  public String sampleModel() {
    return "gemini-2.5-pro";
  }

  @Override
  public String conversationField() {
    return "contents";
  }

  @Override
  public String textBlockType() {
    return "text";
  }

  @Override
  public boolean isTextConversation() {
    return false;
  }

  @Override
  public MessageReader messageReader() {
    return new GeminiReader();
  }

  @Override
  public boolean readField(
      String key, JsonTokenCursor jsonTokenCursor, EnvelopeDraft envelopeDraft) {
    switch (key) {
      case "systemInstruction", "system_instruction", "tools" ->
          envelopeDraft.fixed(key.equals("tools") ? key : "system", jsonTokenCursor);
      case "generationConfig", "generation_config" -> envelopeDraft.generation(jsonTokenCursor);
      case "cachedContent", "cached_content" -> envelopeDraft.cachedContent(jsonTokenCursor);
      // names that mean something in other APIs alone
      case "model", "stream", "stream_options", "n", "system", "functions", "instructions" ->
          jsonTokenCursor.skip();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<BodyEdit> requestStreamUsage(Prompt prompt) {
    return Optional.empty(); // always given
  }

  @Override
  public byte[] errorBody(
      int status, String type, String code, String message, @Nullable String param) {
    return GoogleError.json(status, type, code, message, param);
  }

  @Override
  public byte[] streamFault(StreamFault streamFault) {
    int status =
        switch (streamFault.code()) {
          case "timeout" -> 504;
          case "internal_error" -> 500;
          default -> 503;
        };
    return streamFault.event(
        "", errorBody(status, streamFault.type(), streamFault.code(), streamFault.message(), null));
  }

  @Override
  public boolean hasThinkingBlocks() {
    return false;
  }

  @Override
  public boolean hasReasoningItems() {
    return false;
  }

  @Override
  public boolean hidesReasoning() {
    return true;
  }

  @Override
  public boolean holdsObjects() {
    return true;
  }

  @Override
  public boolean isCacheAutomatic() {
    return true;
  }

  /** Returns 0 where answers are objects, 1 where they are elements of an array. */
  private static int offset(JsonScan at) {
    return at.depth() >= 1 && at.array(1) ? 1 : 0;
  }

  @Override
  public int usageLevel(JsonScan at) {
    int level = 2 + offset(at);
    boolean here =
        at.depth() >= level
            && at.container(level) == MemberNames.USAGE_METADATA
            && !at.array(level - 1)
            && !at.array(level);
    return here ? level : 0;
  }

  @Override
  public boolean isUsageReplaced() {
    return true;
  }

  /** Fields that are 0 are left out: a prompt that is blocked has no output. */
  @Override
  public boolean isOutputExpected() {
    return false;
  }

  @Override
  public boolean hasGrounding() {
    return true;
  }

  @Override
  public boolean isAnswerText(JsonScan at, boolean streamed) {
    int level = 2 + offset(at);
    return at.depth() > level && at.container(level) == MemberNames.CANDIDATES;
  }

  @Override
  public boolean isInChoice(JsonScan at) {
    int level = 2 + offset(at);
    return at.depth() == level + 1 && at.container(level) == MemberNames.CANDIDATES;
  }

  /** A prompt that is blocked has no candidate; the reason is in the feedback on it. */
  @Override
  public boolean isFinishReason(JsonScan at) {
    int level = 2 + offset(at);
    boolean isBlocked =
        at.name() == MemberNames.BLOCK_REASON
            && at.depth() == level
            && at.container(level) == MemberNames.PROMPT_FEEDBACK;
    return isBlocked || (at.name() == MemberNames.CANDIDATE_FINISH && isInChoice(at));
  }

  @Override
  public boolean endsByFinishReason() {
    return true;
  }

  @Override
  public String toString() {
    return name();
  }
}
