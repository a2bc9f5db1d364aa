package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Responses that later ones may go on from; the latest few only. Thread-safe. */
final class ResponseStore {
  private static final int MOST = 256;

  private final Map<String, List<Piece>> kept = new LeastRecent<>(MOST);

  synchronized void keep(String id, Reading reading, JsonNode output, int tokens) {
    List<Piece> pieces = new ArrayList<>();
    for (Piece piece : reading.pieces()) {
      // what stands beside the conversation is told anew with each request
      if (!piece.role().equals("tools") && !piece.role().equals("system")) {
        pieces.add(piece);
      }
    }
    pieces.add(new Piece("assistant", output.toString(), tokens + Counting.FRAME, null));
    kept.put(id, List.copyOf(pieces));
  }

  synchronized @Nullable List<Piece> get(String id) {
    return kept.get(id);
  }
}
