package dev.compresh.compression.agent;

import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.dedup.LineIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A conversation gone through once more, message by message, with some results cut or put back. */
final class ConversationRebuild {
  private final Map<ResultPosition, CompressedResult> cut;
  private final Set<Integer> gone = new HashSet<>();
  private final CompressionContext compressionContext;
  private final TokenCounter tokens;
  private final LineIndex lineIndex = new LineIndex();
  private final List<AgentTurn> turns = new ArrayList<>();

  ConversationRebuild(
      Map<ResultPosition, CompressedResult> cut,
      CompressionContext compressionContext,
      TokenCounter tokens) {
    this.cut = cut;
    this.compressionContext = compressionContext;
    this.tokens = tokens;
  }

  List<AgentTurn> turns() {
    return turns;
  }

  LineIndex repeats() {
    return lineIndex;
  }

  void add(AgentTurn agentTurn) {
    int message = turns.size();
    List<DecidedResult> results = new ArrayList<>(agentTurn.results().size());
    for (DecidedResult decidedResult : agentTurn.results()) {
      results.add(add(message, decidedResult));
    }
    turns.add(agentTurn.withResults(List.copyOf(results)));
  }

  private DecidedResult add(int message, DecidedResult decidedResult) {
    CompressedResult marker = cut.get(decidedResult.spot());
    if (marker != null && !marker.cut()) {
      lineIndex.add(message, decidedResult.name(), marker.lines());
      return decidedResult.withCrush(marker);
    }
    if (marker != null) {
      gone.add(decidedResult.name().number());
      return decidedResult.withCrush(marker);
    }
    DecidedResult kept = decidedResult;
    if (decidedResult.crush().refers(gone)) {
      kept =
          decidedResult.withCrush(
              CompressedResult.of(
                  decidedResult.use(),
                  decidedResult.name(),
                  decidedResult.original(),
                  compressionContext,
                  lineIndex,
                  tokens));
    }
    lineIndex.add(message, kept.name(), kept.crush().lines());
    return kept;
  }
}
