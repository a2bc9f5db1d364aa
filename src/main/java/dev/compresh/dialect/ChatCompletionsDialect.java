package dev.compresh.dialect;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.JsonScan;
import dev.compresh.json.JsonTokenCursor;
import dev.compresh.json.MemberNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OpenAI Chat Completions, and the many vendors that speak it with fields of their own. */
final class ChatCompletionsDialect implements Dialect {

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public String path() {
    return "/v1/chat/completions";
  }

  @Override
  public boolean isSpokenAt(String path) {
    return path.startsWith(path());
  }

  @Override
  public boolean isLikelyBody(String body) {
    return true;
  }

  @Override
  public String sampleModel() {
    return "gpt-4o";
  }

  @Override
  public String conversationField() {
    return "messages";
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
    return new ChatReader();
  }

  @Override
  public boolean readField(
      String key, JsonTokenCursor jsonTokenCursor, EnvelopeDraft envelopeDraft) {
    switch (key) {
      case "max_tokens", "max_completion_tokens" -> envelopeDraft.answerBound(jsonTokenCursor);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<BodyEdit> requestStreamUsage(Prompt prompt) {
    return StreamOptions.addIncludeUsage(prompt);
  }

  @Override
  public byte[] errorBody(
      int status, String type, String code, String message, @Nullable String param) {
    return ErrorBody.json(type, code, message, param);
  }

  @Override
  public byte[] streamFault(StreamFault streamFault) {
    return streamFault.event(
        "", errorBody(500, streamFault.type(), streamFault.code(), streamFault.message(), null));
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
    return false;
  }

  @Override
  public boolean isCacheAutomatic() {
    return true;
  }

  @Override
  public int usageLevel(JsonScan at) {
    if (at.depth() < 2 || at.array(1)) {
      return 0;
    }
    return switch (at.container(2)) {
      case X_GROQ -> UsagePlaces.third(at);
      // Moonshot's, of a stream's last choice
      case CHOICES ->
          at.depth() >= 4
                  && at.array(2)
                  && !at.array(3)
                  && at.container(4) == MemberNames.USAGE
                  && !at.array(4)
              ? 4
              : 0;
      default -> UsagePlaces.second(at);
    };
  }

  @Override
  public boolean isReasoningOutside() {
    return true;
  }

  @Override
  public boolean endsByFinishReason() {
    return true;
  }

  @Override
  public boolean endsWithDone() {
    return true;
  }

  @Override
  public String toString() {
    return name();
  }
}
