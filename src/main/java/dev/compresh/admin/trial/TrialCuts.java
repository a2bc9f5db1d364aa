package dev.compresh.admin.trial;

import dev.compresh.compression.Layer;
import dev.compresh.replay.PlanExplanation;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The largest cuts that were seen, with bounded texts. */
final class TrialCuts {
  static final int MOST_TEXT = 4_000;
  private static final int MOST = 10;

  private final PriorityQueue<LargeCut> largest =
      new PriorityQueue<>(Comparator.comparingInt(LargeCut::saved));

  /** A cut, with the message that it is in. */
  private record LargeCut(
      int message,
      String tool,
      Layer layer,
      String reason,
      String before,
      String after,
      int saved) {
    boolean isAlike(LargeCut other) {
      return saved == other.saved && before.equals(other.before);
    }
  }

  void add(PlanExplanation explanation) {
    for (PlanExplanation.MessageView message : explanation.messages()) {
      String tool = String.join(", ", message.tools());
      for (PlanExplanation.ExplainedCut cut : message.cuts()) {
        int saved = cut.before() - cut.after();
        if (largest.size() < MOST || saved > largest.element().saved()) {
          LargeCut large =
              new LargeCut(
                  message.index(),
                  shorten(tool, 200),
                  cut.layer(),
                  cut.reason(),
                  shorten(cut.original(), MOST_TEXT),
                  shorten(cut.forwarded(), MOST_TEXT),
                  saved);
          // A conversation that was compacted or forked holds the same result once more.
          if (largest.stream().noneMatch(known -> known.isAlike(large))) {
            largest.add(large);
          }
          if (largest.size() > MOST) {
            largest.remove();
          }
        }
      }
    }
  }

  /** {@code text}, at most {@code most} characters of it. */
  static String shorten(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** Returns how an agent gets back what was cut. */
  static String restore(Layer layer, String tool) {
    String again = "calling " + (tool.isEmpty() ? "the tool" : tool) + " again brings it back";
    return switch (layer) {
      case TOOL_OUTPUT, EVICTION -> again;
      case DEDUP -> "the same lines stand earlier in the conversation; else " + again;
      case CHAT_MEMORY -> "the gist stays; the turns come back when a question needs them";
      case RECALL -> "nothing is missing: this was added";
      case REASONING -> "";
    };
  }

  ArrayNode render() {
    List<LargeCut> ordered =
        largest.stream().sorted(Comparator.comparingInt(LargeCut::saved).reversed()).toList();
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (LargeCut cut : ordered) {
      json.addObject()
          .put("message", cut.message())
          .put("tool", cut.tool())
          .put("layer", cut.layer().label())
          .put("reason", cut.reason())
          .put("before", cut.before())
          .put("after", cut.after())
          .put("saved_tokens", cut.saved())
          .put("restore", restore(cut.layer(), cut.tool()));
    }
    return json;
  }
}
