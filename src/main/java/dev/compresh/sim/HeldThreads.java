package dev.compresh.sim;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Messages conversations that the provider holds; the latest few only. Thread-safe. */
final class HeldThreads {
  private static final int MOST = 256;

  private final ResponseStore pieces = new ResponseStore();
  private final Map<String, HeldThread> bound = new LeastRecent<>(MOST);

  /** Keeps a conversation up to {@code message}, the answer. */
  void keep(
      CheckedThinking thinking,
      @Nullable HeldThread held,
      PromptReading promptReading,
      JsonNode message) {
    String id = SimulatedJson.text(message, "id");
    JsonNode content = message.path("content");
    pieces.keep(id, promptReading, content, message.path("usage").path("output_tokens").asInt(0));
    ObjectNode body = (ObjectNode) thinking.call().body().deepCopy();
    ObjectNode answer = SimulatedJson.object().put("role", "assistant");
    answer.set("content", content);
    if (body.path("messages") instanceof ArrayNode messages) {
      messages.add(answer);
    }
    ThinkingChain chain = thinking.chain();
    for (JsonNode block : content) {
      if (ThinkingPlace.isThinking(block)) {
        chain =
            chain.then(SimulatedJson.text(block, "signature") + SimulatedJson.text(block, "data"));
      }
    }
    ConversationTrail trail = ConversationTrail.of(body, held == null ? null : held.trail());
    synchronized (bound) {
      bound.put(id, new HeldThread(trail, chain));
    }
  }

  @Nullable List<PromptPiece> pieces(String id) {
    return pieces.get(id);
  }

  @Nullable HeldThread bound(String id) {
    synchronized (bound) {
      return bound.get(id);
    }
  }
}
