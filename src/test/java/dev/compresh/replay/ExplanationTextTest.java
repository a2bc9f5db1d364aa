package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.Layer;
import dev.compresh.replay.PlanExplanation.ExplainedCut;
import dev.compresh.replay.PlanExplanation.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
  private static MessageView gone(int index) {
    ExplainedCut explainedCut =
        new ExplainedCut(Layer.CHAT_MEMORY, "in the gist", 20, 0, "words of " + index, "");
    return new MessageView(index, "user", List.of(), 24, 0, List.of(explainedCut));
  }

  private static PlanExplanation chat() {
    List<MessageView> messages = new ArrayList<>();
    messages.add(new MessageView(0, "system", List.of(), 10, 10, List.of()));
    for (int i = 1; i <= 40; i++) {
      messages.add(gone(i));
    }
    ExplainedCut recall =
        new ExplainedCut(Layer.RECALL, "what the question needs", 0, 9, "", "[then: a fact]");
    messages.add(new MessageView(41, "user", List.of(), 5, 14, List.of(recall)));
    return new PlanExplanation(975, 24, "", Map.of(Layer.CHAT_MEMORY, 960), messages);
  }

  @Test
  void messagesThatGoForOneReason_areOneEntry() {
    String text = ExplanationText.render("chat", chat(), 60, 5);
    assertThat(text)
        .contains("975 tokens -> 24 (-97.5%)", "960 tokens removed, 40 places")
        .contains("#1 system: unchanged, 10 tokens", "#2 to #41: 960 tokens -> 0")
        .contains("#42 user: 5 tokens -> 14", "    + [then: a fact]")
        .doesNotContain("words of");
  }

  @Test
  void full_showsEachOfThem() {
    String text = ExplanationText.render("chat", chat(), 60, Integer.MAX_VALUE);
    assertThat(text).contains("    - words of 1", "    - words of 40").doesNotContain("#2 to #41");
  }

  @Test
  void whyNothingWasDone_isSaid() {
    PlanExplanation untouched = new PlanExplanation(9, 9, "short", Map.of(), List.of());
    assertThat(ExplanationText.render("x", untouched, 60, 5))
        .contains("Forwarded unchanged: too short: under five turns or 2,000 tokens.");
  }
}
