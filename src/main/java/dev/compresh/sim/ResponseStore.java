package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Responses that later ones may go on from; the latest few only. Thread-safe. */
final class ResponseStore {
  private static final int MOST = 256;

  private final Map<String, List<PromptPiece>> kept = new LeastRecent<>(MOST);

  synchronized void keep(String id, PromptReading promptReading, JsonNode output, int tokens) {
    List<PromptPiece> pieces = new ArrayList<>();
    for (PromptPiece promptPiece : promptReading.pieces()) {
      // what is not part of the conversation is sent again with each request
      if (!promptPiece.role().equals("tools") && !promptPiece.role().equals("system")) {
        pieces.add(promptPiece);
      }
    }
    pieces.add(new PromptPiece("assistant", output.toString(), tokens + PartCounter.FRAME, null));
    kept.put(id, List.copyOf(pieces));
  }

  synchronized @Nullable List<PromptPiece> get(String id) {
    return kept.get(id);
  }
}
