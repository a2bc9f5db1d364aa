package dev.compresh.dialect;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.JsonScan;
import dev.compresh.json.JsonTokenCursor;
import dev.compresh.json.MemberNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Anthropic Messages. */
final class MessagesDialect implements Dialect {

  @Override
  public String name() {
    return "messages";
  }

  @Override
  public String path() {
    return "/v1/messages";
  }

  @Override
  public boolean isSpokenAt(String path) {
    return path.startsWith(path());
  }

  @Override
  public boolean isLikelyBody(String body) {
    return body.contains("\"tool_result\"") || body.contains("\"tool_use\"");
  }

  @Override
  public String sampleModel() {
    return "claude-sonnet-4-5";
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
    return new MessagesReader();
  }

  @Override
  public boolean readField(
      String key, JsonTokenCursor jsonTokenCursor, EnvelopeDraft envelopeDraft) {
    switch (key) {
      case "max_tokens" -> envelopeDraft.answerBound(jsonTokenCursor);
      case "container" -> envelopeDraft.container(jsonTokenCursor);
      case "thread" -> envelopeDraft.thread(jsonTokenCursor);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<BodyEdit> requestStreamUsage(Prompt prompt) {
    return Optional.empty(); // always reported
  }

  @Override
  public byte[] errorBody(
      int status, String type, String code, String message, @Nullable String param) {
    return ErrorBody.json("{\"type\":\"error\",\"error\":", type, code, message, param);
  }

  @Override
  public byte[] streamFault(StreamFault streamFault) {
    return streamFault.event(
        "event: error\n",
        errorBody(500, streamFault.type(), streamFault.code(), streamFault.message(), null));
  }

  @Override
  public boolean hasThinkingBlocks() {
    return true;
  }

  @Override
  public boolean hasReasoningItems() {
    return false;
  }

  @Override
  public boolean hidesReasoning() {
    return false;
  }

  @Override
  public boolean holdsObjects() {
    return true;
  }

  @Override
  public boolean isCacheAutomatic() {
    return false;
  }

  @Override
  public int usageLevel(JsonScan at) {
    boolean message = at.depth() >= 3 && at.container(2) == MemberNames.MESSAGE && !at.array(1);
    return message ? UsagePlaces.third(at) : UsagePlaces.second(at);
  }

  @Override
  public boolean isCacheInInput() {
    return false;
  }

  @Override
  public boolean isHiddenInTotal() {
    return false;
  }

  @Override
  public boolean hasInputTransformations() {
    return true;
  }

  @Override
  public boolean isMadeObject(JsonScan at, boolean streamed) {
    return switch (at.name()) {
      case CONTAINER_ID, FILE_ID -> true;
      case ID -> MadeObjects.isInContainer(at);
      default -> false;
    };
  }

  @Override
  public boolean isLastEvent(String type) {
    return type.equals("message_stop");
  }

  @Override
  public ContentStep contentStep(String type) {
    return switch (type) {
      case "content_block_stop" -> ContentStep.ENDS;
      case "content_block_start", "content_block_delta" -> ContentStep.GOES_ON;
      default -> ContentStep.UNCHANGED;
    };
  }

  @Override
  public String toString() {
    return name();
  }
}
