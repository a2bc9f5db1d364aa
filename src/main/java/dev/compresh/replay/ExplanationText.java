package dev.compresh.replay;

import dev.compresh.replay.PlanExplanation.ExplainedCut;
import dev.compresh.replay.PlanExplanation.MessageView;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints an explanation for people. */
public final class ExplanationText {
  /** What each reason not to touch a request means. */
  private static final Map<String, String> NOTES =
      Map.of(
          "off", "the mode is off",
          "short", "too short: under five turns or 2,000 tokens",
          "partial", "the provider holds the earlier turns, the body shows only a part",
          "unreadable", "the conversation can't be read completely",
          "nothing to gain", "nothing in it can be made smaller",
          "fault", "compression failed");

  /** So many messages in a row that go for the same reason are one entry. */
  private static final int FOLDED = 3;

  private final SideBySide texts;
  private final Formatter out = new Formatter(Locale.ROOT);

  private ExplanationText(SideBySide texts) {
    this.texts = texts;
  }

  /**
   * The explanation as text.
   *
   * @param title what is explained
   * @param width columns of the terminal
   * @param most lines shown of each change; {@link Integer#MAX_VALUE} shows all, and folds nothing
   */
  public static String render(String title, PlanExplanation planExplanation, int width, int most) {
    ExplanationText text = new ExplanationText(new SideBySide(width, most));
    text.write(title, planExplanation);
    return text.out.toString();
  }

  private void write(String title, PlanExplanation planExplanation) {
    out.format("%s%n", SideBySide.visible(title));
    int before = planExplanation.original();
    int after = planExplanation.forwarded();
    out.format("%,d tokens -> %,d (%s)%n", before, after, percent(before, after));
    if (!planExplanation.note().isEmpty()) {
      String note = NOTES.getOrDefault(planExplanation.note(), planExplanation.note());
      out.format("Forwarded unchanged: %s.%n", note);
    }
    planExplanation
        .savedByLayer()
        .forEach(
            (layer, saved) ->
                out.format(
                    "  %-8s %,10d tokens %s, %d %s%n",
                    layer.label(),
                    Math.abs(saved),
                    saved < 0 ? "added" : "removed",
                    places(planExplanation, layer),
                    places(planExplanation, layer) == 1 ? "place" : "places"));
    List<MessageView> messages = planExplanation.messages();
    int at = 0;
    while (at < messages.size()) {
      int end = at;
      while (end < messages.size() && messages.get(end).cuts().isEmpty()) {
        end++;
      }
      int goneUntil = gone(messages, at);
      if (end > at) {
        untouched(messages.subList(at, end));
        at = end;
      } else if (goneUntil - at >= FOLDED && texts.most() < Integer.MAX_VALUE) {
        dropped(messages.subList(at, goneUntil));
        at = goneUntil;
      } else {
        message(messages.get(at++));
      }
    }
  }

  /** The end of the run of messages from {@code at} that go whole, all for the same reason. */
  private static int gone(List<MessageView> messages, int at) {
    int end = at;
    while (end < messages.size() && goesLike(messages.get(at), messages.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean goesLike(MessageView first, MessageView next) {
    return next.after() == 0
        && next.cuts().size() == 1
        && first.cuts().size() == 1
        && next.cuts().getFirst().layer() == first.cuts().getFirst().layer()
        && next.cuts().getFirst().reason().equals(first.cuts().getFirst().reason());
  }

  private void dropped(List<MessageView> messages) {
    MessageView first = messages.getFirst();
    ExplainedCut explainedCut = first.cuts().getFirst();
    out.format(
        "%n#%d to #%d: %,d tokens -> 0%n  %s: %s (--full shows the texts)%n",
        first.index() + 1,
        messages.getLast().index() + 1,
        messages.stream().mapToInt(MessageView::before).sum(),
        explainedCut.layer().label(),
        explainedCut.reason());
  }

  private static long places(
      PlanExplanation planExplanation, dev.compresh.compression.Layer layer) {
    return planExplanation.messages().stream()
        .flatMap(message -> message.cuts().stream())
        .filter(explainedCut -> explainedCut.layer() == layer)
        .count();
  }

  private void untouched(List<MessageView> messages) {
    int tokens = messages.stream().mapToInt(MessageView::before).sum();
    MessageView first = messages.getFirst();
    if (messages.size() == 1) {
      out.format("%n#%d %s: unchanged, %,d tokens%n", first.index() + 1, who(first), tokens);
    } else {
      out.format(
          "%n#%d to #%d: unchanged, %,d tokens%n",
          first.index() + 1, messages.getLast().index() + 1, tokens);
    }
  }

  private void message(MessageView message) {
    out.format(
        "%n#%d %s: %,d tokens -> %,d%n",
        message.index() + 1, who(message), message.before(), message.after());
    for (ExplainedCut explainedCut : message.cuts()) {
      String layer = explainedCut.layer().label();
      out.format(
          "  %s: %s (%,d -> %,d)%n",
          layer, explainedCut.reason(), explainedCut.before(), explainedCut.after());
      texts
          .lines(explainedCut.original(), explainedCut.forwarded())
          .forEach(line -> out.format("%s%n", line));
    }
  }

  private static String who(MessageView message) {
    return message.tools().isEmpty()
        ? message.role()
        : SideBySide.visible(message.role() + ", result of " + String.join(", ", message.tools()));
  }

  private static String percent(int before, int after) {
    return before == 0
        ? "-0.0%"
        : String.format(Locale.ROOT, "%+.1f%%", 100.0 * (after - before) / before);
  }
}
