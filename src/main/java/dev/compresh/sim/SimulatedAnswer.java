package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer of the simulated model.
 *
 * @param tokens output tokens, reasoning included
 * @param reasoning those spent on reasoning
 */
record SimulatedAnswer(List<OutputPiece> outputs, StopReason stop, int tokens, int reasoning) {
  /** About what a provider puts into one event. */
  private static final int DELTA = 24;

  /** Why it ends. */
  enum StopReason {
    END,
    LENGTH,
    TOOLS
  }

  /** All its words. */
  String words() {
    StringBuilder words = new StringBuilder();
    for (OutputPiece outputPiece : outputs) {
      if (outputPiece instanceof OutputPiece.TextOutput(String text)) {
        words.append(text);
      }
    }
    return words.toString();
  }

  /** Its tool calls. */
  List<OutputPiece.ToolCallOutput> calls() {
    return outputs.stream()
        .filter(OutputPiece.ToolCallOutput.class::isInstance)
        .map(OutputPiece.ToolCallOutput.class::cast)
        .toList();
  }

  /** A text as it is streamed: cut before spaces, never inside a word. */
  static List<String> deltas(String text) {
    List<String> deltas = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = text.indexOf(' ', Math.min(text.length(), from + DELTA));
      to = to < 0 ? text.length() : to;
      deltas.add(text.substring(from, to));
      from = to;
    }
    return deltas;
  }
}
