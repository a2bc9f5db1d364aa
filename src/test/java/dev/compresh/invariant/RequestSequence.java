package dev.compresh.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a client sends, request by request: it goes on, has an answer made again, edits what it
 * said, keeps branches, or trims its history.
 */
final class RequestSequence {
  private final Random random;
  private final AgentProject agentProject;
  private final boolean agent;
  private List<ConversationStep> lines = new ArrayList<>();
  private List<ConversationStep> other = List.of();
  private int said;

  RequestSequence(Random random, boolean agent) {
    this.random = random;
    this.agentProject = new AgentProject(random);
    this.agent = agent;
    lines.add(question());
  }

  private ConversationStep.UserStep question() {
    StringBuilder text = new StringBuilder("Question " + said++ + ":");
    int words = 3 + random.nextInt(random.nextInt(6) == 0 ? 200 : 40);
    for (int i = 0; i < words; i++) {
      text.append(' ').append(agentProject.word()).append(i % 9 == 8 ? "." : "");
      text.append(random.nextInt(12) == 0 ? " on " + random.nextInt(28) + " May" : "");
    }
    return new ConversationStep.UserStep(text.toString(), random.nextInt(15) == 0);
  }

  private ConversationStep.AssistantStep answer() {
    StringBuilder text = new StringBuilder("Answer.");
    int words = 3 + random.nextInt(60);
    for (int i = 0; i < words; i++) {
      text.append(' ').append(agentProject.word()).append(i % 7 == 6 ? "." : "");
    }
    return new ConversationStep.AssistantStep(text.toString(), random.nextInt(6) == 0, List.of());
  }

  /** The next request's conversation; it ends with what the model is to answer. */
  List<ConversationStep> next() {
    switch (random.nextInt(24)) {
      case 0 -> {
        // an answer made again: the same request again
      }
      case 1 -> {
        int at = user(random.nextInt(lines.size()));
        lines = new ArrayList<>(lines.subList(0, at));
        lines.add(question());
      }
      case 2 -> {
        int at = user(lines.size() / 3);
        lines = new ArrayList<>(lines.subList(at, lines.size()));
      }
      case 3 -> {
        List<ConversationStep> kept = new ArrayList<>(lines);
        lines = other.isEmpty() ? new ArrayList<>(lines) : new ArrayList<>(other);
        other = kept;
        goOn();
      }
      default -> goOn();
    }
    return List.copyOf(lines);
  }

  private void goOn() {
    boolean works = agent ? random.nextInt(6) > 0 : random.nextInt(12) == 0;
    if (works) {
      lines.addAll(agentProject.step());
    } else {
      lines.add(answer());
      lines.add(question());
    }
  }

  /** The first line at or after {@code from} where the user speaks, or the first at all. */
  private int user(int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i) instanceof ConversationStep.UserStep) {
        return i;
      }
    }
    return 0;
  }
}
