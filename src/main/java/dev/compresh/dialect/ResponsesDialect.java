package dev.compresh.dialect;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.JsonScan;
import dev.compresh.json.JsonText;
import dev.compresh.json.JsonTokenCursor;
import dev.compresh.json.MemberNames;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OpenAI Responses. */
final class ResponsesDialect implements Dialect {

  @Override
  public String name() {
    return "responses";
  }

  @Override
  public String path() {
    return "/v1/responses";
  }

  @Override
  public boolean isSpokenAt(String path) {
    return path.startsWith(path());
  }

  @Override
  public boolean isLikelyBody(String body) {
    return body.contains("\"input\"") && !body.contains("\"messages\"");
  }

  @Override
  public String sampleModel() {
    return "gpt-4o";
  }

  @Override
  public String conversationField() {
    return "input";
  }

  @Override
  public String textBlockType() {
    return "input_text";
  }

  @Override
  public boolean isTextConversation() {
    return true;
  }

  @Override
  public MessageReader messageReader() {
    return new ResponsesReader();
  }

  @Override
  public boolean readField(
      String key, JsonTokenCursor jsonTokenCursor, EnvelopeDraft envelopeDraft) {
    switch (key) {
      case "max_output_tokens" -> envelopeDraft.answerBound(jsonTokenCursor);
      case "tools" -> envelopeDraft.referencingTools(jsonTokenCursor);
      case "previous_response_id", "conversation" ->
          envelopeDraft.earlierTurns(key, jsonTokenCursor);
      case "store", "truncation" -> envelopeDraft.storing(key, jsonTokenCursor);
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
    return ErrorBody.json(type, code, message, param);
  }

  @Override
  public byte[] streamFault(StreamFault streamFault) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    ErrorBody.ascii(out, "{\"type\":\"response.failed\",");
    ErrorBody.ascii(out, "\"sequence_number\":" + streamFault.sequence());
    ErrorBody.ascii(out, ",\"response\":{\"id\":");
    out.writeBytes(JsonText.encode(streamFault.responseId()));
    ErrorBody.ascii(out, ",\"object\":\"response\",\"status\":\"failed\",\"error\":");
    ErrorBody.error(out, streamFault.type(), streamFault.code(), streamFault.message(), null);
    ErrorBody.ascii(out, ",\"output\":[],\"usage\":null}}");
    return streamFault.event("event: response.failed\n", out.toByteArray());
  }

  @Override
  public boolean hasThinkingBlocks() {
    return false;
  }

  @Override
  public boolean hasReasoningItems() {
    return true;
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

  @Override
  public int usageLevel(JsonScan at) {
    boolean response = at.depth() >= 3 && at.container(2) == MemberNames.RESPONSE && !at.array(1);
    return response ? UsagePlaces.third(at) : UsagePlaces.second(at);
  }

  @Override
  public boolean hasToolItems() {
    return true;
  }

  @Override
  public boolean isMadeInBackground() {
    return true;
  }

  @Override
  public boolean isMadeObject(JsonScan at, boolean streamed) {
    return switch (at.name()) {
      case CONTAINER_ID, FILE_ID -> true;
      case CONVERSATION -> at.depth() <= 2;
      case ID -> isMadeId(at, streamed);
      default -> false;
    };
  }

  private static boolean isMadeId(JsonScan at, boolean streamed) {
    int depth = at.depth();
    if (depth < 1 || at.array(depth)) {
      return false;
    }
    if (depth == 1) {
      return !streamed;
    }
    return switch (at.container(depth)) {
      case RESPONSE -> depth == 2;
      case CONVERSATION -> depth <= 3;
      default -> MadeObjects.isInContainer(at);
    };
  }

  @Override
  public boolean isLastEvent(String type) {
    return switch (type) {
      case "response.completed", "response.incomplete", "response.failed" -> true;
      default -> false;
    };
  }

  @Override
  public ContentStep contentStep(String type) {
    if (type.endsWith(".delta") || type.endsWith(".added")) {
      return ContentStep.GOES_ON;
    }
    return type.endsWith(".done") ? ContentStep.ENDS : ContentStep.UNCHANGED;
  }

  @Override
  public boolean isReasoningEvent(String type) {
    return type.startsWith("response.reasoning_text");
  }

  @Override
  public String toString() {
    return name();
  }
}
